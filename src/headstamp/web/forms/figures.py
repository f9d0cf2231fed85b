"""Forms of the figures' pages: what is shown, a figure entered by hand, a target."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from headstamp.desk.figure_words import column_told, title_told, unit_told
from headstamp.indicators.enterable import enterable
from headstamp.indicators.models import Aim, Origin
from headstamp.indicators.period import Every
from headstamp.kernel.measure import Counted, Measure

_EVERY = {
    Every.YEAR: _("year"),
    Every.HALF_YEAR: _("half-year"),
    Every.QUARTER: _("quarter"),
    Every.MONTH: _("month"),
    Every.TWO_YEARS: _("two years"),
    Every.ALL: _("all dates together"),
}


class ShownForm(forms.Form):
    """How a figure is shown: by periods of which length, split by what, of which year."""

    every = forms.ChoiceField(
        label=_("For each"), required=False, choices=[(str(k), v) for k, v in _EVERY.items()]
    )
    by = forms.ChoiceField(label=_("Split by"), required=False)
    period = forms.CharField(
        label=_("Only the period"),
        required=False,
        max_length=9,
        widget=forms.TextInput(attrs={"placeholder": "2022"}),
    )

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(name, column_told(measure.table, name)) for name in measure.by]
        self.fields["by"].choices = [("", ""), *sorted(columns, key=lambda each: each[1])]  # type: ignore[attr-defined]


def _figures() -> list[tuple[str, str]]:
    return [
        ("", ""),
        *((each.id, f"{title_told(each.id, each.title)} ({each.id})") for each in enterable().values()),
    ]


def _units() -> list[tuple[str, str]]:
    return [("", _now("the figure's own")), *((str(unit), unit_told(unit)) for unit in Counted)]


class EnteredForm(forms.Form):
    """A figure with its evidence."""

    figure = forms.ChoiceField(label=_("Figure"), choices=_figures)
    period = forms.CharField(
        label=_("Period"), max_length=9, help_text=_("2022, 2022-H1, 2022-Q3 or 2022-05")
    )
    value = forms.DecimalField(label=_("Value"), max_digits=18, decimal_places=3, localize=True)
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=_units)
    origin = forms.ChoiceField(
        label=_("Origin"),
        choices=Origin.choices,
        initial=Origin.OFFICE,
        help_text=_("Counts from media stand beside the office's own and are never mixed with them."),
    )
    by_column = forms.CharField(
        label=_("Split by"),
        required=False,
        max_length=48,
        help_text=_("Only for a part of the figure, such as sex."),
    )
    by_bucket = forms.CharField(label=_("Part"), required=False, max_length=48)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What shows it: document, date, who published it. No names of persons."),
    )
    document = forms.CharField(
        label=_("Where the document is"),
        required=False,
        max_length=200,
        help_text=_("A reference number or an address."),
    )


class TargetForm(forms.Form):
    """What a figure should be at the end of a year."""

    figure = forms.ChoiceField(label=_("Figure"), choices=_figures)
    year = forms.RegexField(r"[12]\d{3}", label=_("Year"), max_length=4)
    value = forms.DecimalField(label=_("Target"), max_digits=18, decimal_places=3, localize=True)
    aim = forms.ChoiceField(
        label=_("Where it should go"),
        required=False,
        choices=(("", _("not said: neither met nor missed")), *Aim.choices),
    )
    note = forms.CharField(label=_("Who set it, and where"), required=False, max_length=4000)


class WithdrawForm(forms.Form):
    uid = forms.CharField(max_length=26, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why"), max_length=300)

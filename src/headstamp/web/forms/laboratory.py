"""Forms of the laboratory's pages. Each act has one; the names of their fields are those of what the actions are told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.models import Exhibit, Priority
from headstamp.registry.models import Item
from headstamp.vocabulary import codes

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_LONG = forms.Textarea(attrs={"rows": 4})
_NOTHING = ("", "–")


def _text(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _long(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=20_000, widget=_LONG, help_text=help_text
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=_DAY, initial=timezone.localdate)


def _number(label: Any, *, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=9_999, initial=0)


def _code(label: Any, *, required: bool = False, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, help_text=help_text)


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LabForm(forms.Form):
    """What the forms share: lists of codes, by the name of the field."""

    lists: Mapping[str, str] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, list_name in self.lists.items():
            choices = codes.choices(list_name, get_language() or "en")
            self.fields[name].choices = [_NOTHING, *choices]  # type: ignore[attr-defined]


class NothingForm(LabForm):
    """For an act that says nothing but itself."""


class ReasonForm(LabForm):
    reason = _text(_("Reason"), 300)


class RequestForm(LabForm):
    """`items` are those of one occurrence: each may go as an exhibit, with the seal that it should have."""

    laboratory = _text(_("Laboratory"), 160)
    asked_for = _text(
        _("Asked for"),
        160,
        required=False,
        help_text=_("A prosecutor, a court or another body that wants the report."),
    )
    questions = _long(_("Questions"), help_text=_("What the laboratory is to find out, one question a line."))
    due_on = forms.DateField(label=_("Due"), widget=_DAY)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices)

    def __init__(
        self, items: Iterable[tuple[Item, str, str]], first: str, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.items = list(items)
        for at, (item, words, seal) in enumerate(self.items, 1):
            self.fields[f"take_{at}"] = forms.BooleanField(
                label=words, required=False, initial=item.uid == first
            )
            self.fields[f"seal_{at}"] = _text(_("Seal"), 60, required=False)
            self.fields[f"seal_{at}"].initial = seal

    def chosen(self) -> list[tuple[str, str]]:
        """Uid and seal of each item that was ticked."""
        told = self.cleaned_data
        return [
            (item.uid, told[f"seal_{at}"])
            for at, (item, _words, _seal) in enumerate(self.items, 1)
            if told[f"take_{at}"]
        ]


class ReceiveForm(LabForm):
    number = _text(_("Number of the laboratory"), 60, required=False)

    def __init__(self, exhibits: Iterable[Exhibit], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for each in exhibits:
            told = _now("Exhibit %(number)s: seal as found (told: %(seal)s)") % {
                "number": each.number,
                "seal": each.seal_expected or "–",
            }
            self.fields[f"found_{each.number}"] = _text(told, 60, required=False)
            self.fields[f"difference_{each.number}"] = _text(
                _now("Exhibit %(number)s: what differs") % {"number": each.number}, 300, required=False
            )
            self.fields[f"condition_{each.number}"] = _text(
                _now("Exhibit %(number)s: condition") % {"number": each.number}, 200, required=False
            )


class ReportForm(LabForm):
    conclusion = _long(_("Conclusion"), help_text=_("The answers to the questions, in words for a court."))
    number = _text(_("Number of the laboratory"), 60, required=False)


class ExaminationForm(LabForm):
    lists = {
        "function": "function_results",
        "kind": "item_kinds",
        "eu_category": "eu_categories",
        "converted_from": "conversion_origins",
        "converted_into": "item_kinds",
        "making": "make_origins",
        **{f"part_{at}": "mark_parts" for at in (1, 2, 3)},
        **{f"making_{at}": "make_origins" for at in (1, 2, 3)},
    }
    item_version = _version()
    examined_on = _day(_("Examined on"))
    function = _code(_("Function"), required=True)
    kind = _code(_("Kind as examined"))
    eu_category = _code(
        _("EU category"),
        help_text=_("What you decide is confirmed in the register. Leave it empty to decide later."),
    )
    making = _code(_("How it came to be"))
    is_converted = forms.TypedChoiceField(
        label=_("Converted"),
        required=False,
        choices=[("", _("not assessed")), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda told: told == "yes",
        empty_value=None,
    )
    converted_from = _code(_("Converted from"))
    converted_into = _code(_("Converted into"))
    converted_how = _text(_("How it was converted"), 300, required=False)
    part_1 = _code(_("Home-made, printed or exchanged part"))
    making_1 = _code(_("How this part came to be"))
    part_2 = _code(_("Second part"))
    making_2 = _code(_("How this part came to be"))
    part_3 = _code(_("Third part"))
    making_3 = _code(_("How this part came to be"))
    result = _long(_("Result"), required=False)


class RestorationForm(LabForm):
    lists = {"method": "restoration_methods", "part": "mark_parts", "mark_kind": "mark_kinds"}
    item_version = _version()
    tried_on = _day(_("Tried on"))
    method = _code(_("Method"), required=True)
    part = _code(_("Part"))
    mark_kind = _code(_("Kind of mark"), required=True)
    reading = _text(
        _("As read"), 120, required=False,
        help_text=_("? for a sign that cannot be read, [8B] for one that is 8 or B, * for a run that is missing. Empty if nothing came."),
    )  # fmt: skip
    note = _text(_("Note"), 300, required=False)
    into_register = forms.BooleanField(
        label=_("Write it into the register as a restored mark"), required=False, initial=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mark_kind"].initial = "serial"


class ResultForm(LabForm):
    analysed_on = _day(_("Analysed on"))
    substance = _code(_("Substance"), required=True)
    method = _text(_("Method"), 160)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_digits=14, decimal_places=3, localize=True
    )
    amount_unit = forms.ChoiceField(label=_("Unit"), required=False)
    percent = forms.DecimalField(
        label=_("Share by weight (%)"), required=False, min_value=0, max_value=100, max_digits=6, decimal_places=3,
        localize=True,
    )  # fmt: skip
    result = _long(_("Result"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "en"
        of = codes.codes("item_kinds")
        kinds = codes.choices("item_kinds", language)
        fit = [
            pair for pair in kinds if of[pair[0]].facts["class"] in ("explosive", "precursor", "pyrotechnic")
        ]
        self.fields["substance"].choices = [_NOTHING, *fit]  # type: ignore[attr-defined]
        units = [(unit, codes.label("units", unit, language)) for unit in ("kg", "l", "m", "pieces")]
        self.fields["amount_unit"].choices = [_NOTHING, *units]  # type: ignore[attr-defined]


class FireForm(LabForm):
    fired_on = _day(_("Fired on"))
    rounds = _number(_("Rounds fired"), least=1)
    bullets = _number(_("Bullets collected"))
    cases = _number(_("Cases collected"))
    parcel = _text(
        _("Label of the parcel"), 20, required=False,
        help_text=_("Rounds out of a parcel leave the store's ledger. Empty for the laboratory's own stock."),
    )  # fmt: skip
    ammunition = _text(_("Ammunition"), 160, required=False)
    specimen = _text(_("Label of the specimens"), 60, required=False)


class EntryForm(LabForm):
    lists = {"system": "ballistic_systems", "calibre_code": "calibres"}
    system = _code(_("System"), required=True)
    entered_on = _day(_("Entered on"))
    reference = _text(_("Number in the system"), 80, required=False)
    calibre_code = _code(_("Calibre"))
    bullets = _number(_("Bullets"))
    cases = _number(_("Cartridge cases"))


class OpinionForm(LabForm):
    laboratory = _text(_("Laboratory"), 160)
    on = _day(_("Day"))
    basis = _text(_("What it rests on"), 300, help_text=_("What was compared, and how."))


class LeadForm(OpinionForm):
    """`known` are items that stand in a ballistic system."""

    lists = {"system": "ballistic_systems"}
    other_item = forms.ChoiceField(label=_("Other end"), required=False)
    other = _text(
        _("Or its identifier"), 26, required=False,
        help_text=_("The 26 signs under the title of the page of an item, or of an occurrence whose bullet or case it was."),
    )  # fmt: skip
    system = _code(_("System"))
    field_order = ("other_item", "other", "system")

    def __init__(self, known: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other_item"].choices = [_NOTHING, *known]  # type: ignore[attr-defined]


class GunForm(LabForm):
    lists = {"calibre_code": "calibres"}
    name = _text(_("Name"), 80, help_text=_("A short name by which the office calls this gun."))
    calibre_code = _code(_("Calibre"))
    note = _text(_("Note"), 300, required=False)


class JoinForm(LabForm):
    lead = forms.ChoiceField(label=_("Ballistic lead"))

    def __init__(self, leads: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].choices = list(leads)  # type: ignore[attr-defined]


class PartForm(JoinForm):
    reason = _text(_("Reason"), 300)


class RecoveredForm(OpinionForm):
    item = _text(_("Identifier of the firearm"), 26, help_text=_("The 26 signs under the title of its page."))
    field_order = ("item",)

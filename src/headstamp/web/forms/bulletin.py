"""The forms of the bulletin: until when it tells, what the office wants in it, the template in Word."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.desk.bulletin import Part, Plan


class UntilForm(forms.Form):
    """The moment at which a bulletin is made; now if nothing is said."""

    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def moment(self) -> datetime:
        said: datetime | None = self.cleaned_data.get("until") if self.is_valid() else None
        return min(said or timezone.now(), timezone.now())


class PlanForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Empty: the usual title, in the reader's language."),
    )
    opening = forms.CharField(
        label=_("Opening words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    closing = forms.CharField(
        label=_("Closing words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    handling = forms.CharField(label=_("Handling"), required=False, max_length=120)
    parts = forms.MultipleChoiceField(
        label=_("Parts"), choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    order = forms.CharField(
        label=_("Order of the parts"), required=False, max_length=40,
        help_text=_("Numbers of the parts as listed above, in the order wanted, such as 2 1 3. Empty: as listed."),
    )  # fmt: skip

    @classmethod
    def of(cls, plan: Plan) -> "PlanForm":
        """The form filled with what holds now."""
        known = list(Part)
        places = [known.index(part) + 1 for part in plan.parts]
        words = {name: getattr(plan, name) for name in ("title", "opening", "closing", "handling")}
        order = "" if places == sorted(places) else " ".join(map(str, places))
        return cls(initial=words | {"parts": [str(part) for part in plan.parts], "order": order})

    def clean_order(self) -> list[Part]:
        typed = str(self.cleaned_data["order"]).replace(",", " ").split()
        known = list(Part)
        if not all(each.isdigit() and 1 <= int(each) <= len(known) for each in typed):
            raise forms.ValidationError(_("Write the numbers of the parts, parted by spaces."))
        return [known[int(each) - 1] for each in typed]

    def plan(self) -> Plan:
        """The plan; parts that the order does not name follow as listed."""
        said: dict[str, Any] = dict(self.cleaned_data)
        order, chosen = said.pop("order"), [Part(name) for name in said.pop("parts")]
        parts = [part for part in (*order, *Part) if part in chosen]
        return Plan(**said, parts=tuple(dict.fromkeys(parts)))


class TemplateForm(forms.Form):
    template = forms.FileField(label=_("Template in Word (.docx)"), allow_empty_file=False)

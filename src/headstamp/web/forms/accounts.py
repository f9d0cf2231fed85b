"""Forms of the account pages."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.queries import agencies_visible_to, units_visible_to
from headstamp.accounts.roles import PRESET_NAMES, PRESETS, ROLE_NAMES
from headstamp.kernel.asker import Asker
from headstamp.vocabulary import codes


def _unit_choices(asker: Asker, empty: Any = None) -> list[tuple[Any, Any]]:
    first = [("", empty)] if empty is not None else []
    return [*first, *((unit.pk, f"{unit.agency.name}: {unit.name}") for unit in units_visible_to(asker))]


class NameForm(forms.Form):
    first_name = forms.CharField(label=_("First name"), required=False, max_length=150)
    last_name = forms.CharField(label=_("Last name"), required=False, max_length=150)


class UnitForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)

    def __init__(self, asker: Asker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = _unit_choices(asker)  # type: ignore[attr-defined]


class RolesForm(forms.Form):
    preset = forms.ChoiceField(
        label=_("Preset"),
        required=False,
        choices=[("", _("none: choose below")), *PRESET_NAMES.items()],
        help_text=_("A preset takes the place of the roles chosen below."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=list(ROLE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen(self) -> list[str]:
        """The roles of the preset, or those ticked."""
        preset = self.cleaned_data.get("preset")
        return list(PRESETS[preset]) if preset else list(self.cleaned_data.get("roles", []))


class NewAccountForm(UnitForm, RolesForm, NameForm):
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("Small letters without diacritics, digits, point, hyphen. It cannot be changed later."),
    )
    field_order = ["username", "first_name", "last_name", "unit", "preset", "roles"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AgencyForm(forms.Form):
    name = forms.CharField(label=_("Name of the agency"), max_length=200)
    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"))
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["jurisdiction"].choices = codes.choices("jurisdictions", language)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("not said")), *codes.choices("agency_kinds", language)]  # type: ignore[attr-defined]


class NewUnitForm(forms.Form):
    agency = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    name = forms.CharField(label=_("Name of the unit"), max_length=200)

    def __init__(self, asker: Asker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(agency.pk, agency.name) for agency in agencies_visible_to(asker)]  # type: ignore[attr-defined]


class WelcomeForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Several words are good."),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "password" in values and "again" in values and values["password"] != values["again"]:
            self.add_error("again", _("The two passwords differ."))
        return values

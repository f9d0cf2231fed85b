"""Forms of the projects' pages: filters, a project, an output, a recommendation and what came of it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.desk.projects.asked import UNSAID
from headstamp.programme.models import Mechanism, ProjectStatus
from headstamp.vocabulary import codes

WESTERN_BALKANS = ("AL", "BA", "XK", "ME", "MK", "RS", "regional")


def _places() -> list[tuple[str, str]]:
    return [(code, codes.label("jurisdictions", code, get_language() or "en")) for code in WESTERN_BALKANS]


def _listed(name: str) -> Any:
    return lambda: codes.choices(name, get_language() or "en")


class PortfolioForm(forms.Form):
    """What the portfolio shows: the address's parameters."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)
    jurisdiction = forms.ChoiceField(
        label=_("Jurisdiction"), required=False, choices=lambda: [("", ""), *_places()]
    )
    mechanism = forms.ChoiceField(label=_("Funding mechanism"), required=False)
    goal = forms.ChoiceField(
        label=_("Goal"), required=False, choices=lambda: [("", ""), *_listed("roadmap_goals")()]
    )
    year = forms.CharField(label=_("Year"), required=False, max_length=4)

    def __init__(self, data: Any, *, mechanisms: list[Mechanism]) -> None:
        super().__init__(data, auto_id="filter_%s")
        unsaid = (UNSAID, _("not said"))
        self.fields["status"].choices = [("", ""), *ProjectStatus.choices, unsaid]  # type: ignore[attr-defined]
        self.fields["mechanism"].choices = [("", ""), *((each.uid, each.name) for each in mechanisms), unsaid]  # type: ignore[attr-defined]
        self.full_clean()
        self.errors.clear()  # what cannot be read is passed over, not complained of

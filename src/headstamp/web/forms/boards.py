"""The form of a board: title, sharing, filter, and a row for each figure."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.desk.boards.actions import MOST_PANELS, BoardFacts, PanelFacts
from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.dashboard.words import column_told
from headstamp.desk.models import Board, Rhythm, Sharing
from headstamp.indicators.declared import measures
from headstamp.vocabulary import codes
from headstamp.web.door import translate

ROWS = 6
_FILTERS = {
    "municipality": "municipalities",
    "directorate": "directorates",
    "kind": "item_kinds",
    "context": "search_contexts",
}
_OVER = (("year", _("by year")), ("month", _("by month")))


def _figures() -> list[tuple[str, str]]:
    known = [(measure.id, translate(measure.title)) for measure in measures().values()]
    return [("", ""), *sorted(known, key=lambda pair: pair[1])]


def _ways() -> list[tuple[str, Any]]:
    columns = dict.fromkeys(column for measure in measures().values() for column in measure.by)
    return [*_OVER, *((f"by:{column}", column_told(column)) for column in columns)]


class BoardForm(forms.Form):
    """A figure left empty is no panel."""

    title = forms.CharField(label=_("Title"), max_length=120)
    sharing = forms.ChoiceField(
        label=_("Who sees the composition"), choices=Sharing.choices,
        help_text=_("Figures are always counted for whoever looks."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: int = ROWS, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "en"
        for name, list_name in _FILTERS.items():
            known = [("", ""), *codes.choices(list_name, language)]
            label = str(DashboardFilter.fields_asked()[name].label)
            self.fields[f"asked_{name}"] = forms.ChoiceField(label=label, required=False, choices=known)
        figures, ways = _figures(), _ways()
        self.rows = range(1, min(rows, MOST_PANELS) + 1)
        for row in self.rows:
            self.fields[f"figure_{row}"] = forms.ChoiceField(
                label=_("Figure"), required=False, choices=figures
            )
            self.fields[f"way_{row}"] = forms.ChoiceField(label=_("Shown"), required=False, choices=ways)

    @classmethod
    def of(cls, board: Board) -> "BoardForm":
        """The form filled with a board."""
        panels = list(board.panels.all())
        said: dict[str, str] = {"title": board.title, "sharing": board.sharing}
        said |= {f"asked_{name}": value for name, value in board.asked.items()}
        for row, panel in enumerate(panels, 1):
            said |= {
                f"figure_{row}": panel.measure,
                f"way_{row}": f"by:{panel.by}" if panel.by else panel.every,
            }
        return cls(initial=said, rows=max(ROWS, len(panels) + 2))

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self[f"asked_{name}"] for name in _FILTERS]

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"figure_{row}"], self[f"way_{row}"]) for row in self.rows]

    def facts(self) -> BoardFacts:
        said = self.cleaned_data
        return BoardFacts(
            title=said["title"],
            sharing=Sharing(said["sharing"]),
            asked={name: said[f"asked_{name}"] for name in _FILTERS if said[f"asked_{name}"]},
            panels=[
                _panel(said[f"figure_{row}"], said[f"way_{row}"])
                for row in self.rows
                if said[f"figure_{row}"]
            ],
        )


def _panel(figure: str, way: str) -> PanelFacts:
    if way.startswith("by:"):
        return PanelFacts(figure, by=way.removeprefix("by:"))
    return PanelFacts(figure, every=way or "year")


class DeliveryForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Into my inbox"), required=False, choices=[("", _("not")), *Rhythm.choices]
    )


class MailForm(forms.Form):
    """Where the notice goes that a paper came."""

    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254,
        help_text=_("A notice that a paper lies in your inbox goes there. It says nothing of the paper. Leave it empty for none."),
    )  # fmt: skip

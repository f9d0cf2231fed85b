"""Figures that are entered by hand, targets, and a board: what the Roadmap and SDG 16.4.2 need beside the register."""

from collections.abc import Mapping
from decimal import Decimal

from headstamp.audit.actions import recording
from headstamp.console.demo.plan import plan
from headstamp.desk.boards.actions import BoardFacts, PanelFacts, save_board
from headstamp.desk.models import Sharing
from headstamp.indicators.actions import enter_figure, set_target
from headstamp.indicators.models import Origin
from headstamp.kernel.asker import Asker

EVIDENCE = {
    "entered": "Invented for the demonstration: no document.",
    "supplied": "Invented for the demonstration: as if supplied from outside.",
    "media": "Invented for the demonstration: as if counted from news.",
}
_ORIGINS = {"entered": Origin.OFFICE, "supplied": Origin.OUTSIDE, "media": Origin.MEDIA}
PANELS = (
    PanelFacts("firearms-seized", every="month"),
    PanelFacts("firearms-seized", by="kind"),
    PanelFacts("detection-rate-controls-and-searches", by="municipality"),
    PanelFacts("converted-firearms-seized"),
    PanelFacts("firearms-confiscated"),
    PanelFacts("sdg-16-4-2"),
)


def enter_figures(asker: Asker) -> None:
    """Every number of the plan, and the targets."""
    with recording(asker):
        for origin in _ORIGINS:
            for figure, numbers in plan()[origin].items():
                _enter(asker, origin, figure, numbers)
        for year, wanted in plan()["targets"].items():
            for figure, value in wanted.items():
                set_target(
                    asker, figure=figure, year=str(year), value=Decimal(value), note="Invented target of the demonstration.", aim=_aim(figure)
                )  # fmt: skip


def _aim(figure: str) -> str:
    """Of victims and incidents less is better; of what is seized nobody says it, more may mean more weapons about."""
    return (
        "down"
        if figure.startswith(("persons-", "incidents", "victims"))
        else "up"
        if "rate" in figure
        else ""
    )


def _enter(asker: Asker, origin: str, figure: str, numbers: Mapping[int, float]) -> None:
    for year, value in numbers.items():
        enter_figure(
            asker, figure=figure, period=str(year), value=Decimal(str(value)), evidence=EVIDENCE[origin], origin=_ORIGINS[origin]
        )  # fmt: skip


def share_board(asker: Asker) -> None:
    """One board that everybody of the jurisdiction may open."""
    facts = BoardFacts("Demo board: seized, detected, traced", Sharing.JURISDICTION, PANELS)
    save_board(asker, facts=facts)

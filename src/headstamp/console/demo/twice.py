"""Guns that are in the register twice: invented thefts of guns that were seized later, for the list of those who may be one."""

from headstamp.console.demo.dice import dice_for
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import Mark

_GUNS = 4
_MISREAD = {"0": "8", "1": "7", "3": "8", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4"}
_OTHER_MAKE = "beretta"


def report_thefts(asker: Asker, year: int) -> None:
    """Of four pistols: one reported with its number, two with one sign misread, one as of another make."""
    found = Mark.objects.filter(
        kind="serial", state="clear", item__kind="pistol", item__unit=asker.unit, item__occurrence__kind="seizure",
        item__occurred_on__startswith=str(year),
    )  # fmt: skip
    usable = [
        mark for mark in found.select_related("item").order_by("item__occurred_on", "id") if _is_usable(mark)
    ]
    dice = dice_for("thefts", year)
    for at, mark in enumerate(dice.sample(usable, _GUNS)):
        gun, number = mark.item, mark.as_read
        record_occurrence(
            asker,
            facts=OccurrenceFacts(
                kind="theft",
                occurred_on=f"{year - 1}-{3 + at:02}",
                reported_on=f"{year - 1}-{4 + at:02}-10",
                narrative="Invented theft of the demonstration, reported by its invented holder.",
                place=PlaceFacts(municipality=gun.municipality),
                items=(
                    ItemFacts(
                        kind="pistol",
                        make_code=_OTHER_MAKE if at == _GUNS - 1 else gun.make_code,
                        model="" if at == _GUNS - 1 else gun.model,
                        calibre_code=gun.calibre_code,
                        marks=(MarkFacts(as_read=_misread(number) if at in (1, 2) else number),),
                    ),
                ),
            ),
        )


def _is_usable(mark: Mark) -> bool:
    digits = [sign for sign in mark.as_read if sign in _MISREAD]
    return len(mark.as_read) >= 6 and len(digits) >= 2 and mark.item.make_code not in ("", _OTHER_MAKE)


def _misread(number: str) -> str:
    """The last sign that is often taken for another, taken for it."""
    at = max(at for at, sign in enumerate(number) if sign in _MISREAD)
    return number[:at] + _MISREAD[number[at]] + number[at + 1 :]

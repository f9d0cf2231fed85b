"""What became of items in law: confiscated by a decision, destroyed, returned, deactivated; by the date of the change."""

from collections.abc import Iterator

from headstamp.kernel.measure import Count, Counted, Measure, Row
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.measures.grounds import of_statuses
from headstamp.registry.measures.ways import OF_OCCURRENCE, OWN, WHOLE_NUMBERS, items_that_became

_TITLES = {
    ("firearm", "pieces", "confiscated"): ("firearms-confiscated", gettext_noop("Firearms confiscated")),
    ("firearm", "pieces", "destroyed"): ("firearms-destroyed", gettext_noop("Firearms destroyed")),
    ("firearm", "pieces", "returned"): ("firearms-returned", gettext_noop("Firearms returned")),
    ("firearm", "pieces", "deactivated"): ("firearms-deactivated", gettext_noop("Firearms deactivated by the authority")),
    ("component", "pieces", "confiscated"): ("components-confiscated", gettext_noop("Components confiscated")),
    ("component", "pieces", "destroyed"): ("components-destroyed", gettext_noop("Components destroyed")),
    ("ammunition", "rounds", "confiscated"): ("ammunition-confiscated", gettext_noop("Ammunition confiscated (rounds)")),
    ("ammunition", "rounds", "destroyed"): ("ammunition-destroyed", gettext_noop("Ammunition destroyed (rounds)")),
    ("explosive", "pieces", "destroyed"): ("explosives-destroyed-pieces", gettext_noop("Explosives destroyed (pieces)")),
    ("explosive", "kg", "destroyed"): ("explosives-destroyed-kg", gettext_noop("Explosives destroyed (kg)")),
    ("explosive", "m", "destroyed"): ("explosives-destroyed-m", gettext_noop("Explosives destroyed (m)")),
    ("explosive", "l", "destroyed"): ("explosives-destroyed-l", gettext_noop("Explosives destroyed (l)")),
}  # fmt: skip

_DEFINITION = say(
    gettext_noop(
        "The quantities of the items of this class and unit that came to have this legal status in the period, by the date of the status and not of the occurrence."
    )
)
_ONCE = say(
    gettext_noop(
        "An item counts once for a status; noted again, the note made last says since when it holds."
    )
)
_SEIZED_IS_NOT = say(
    gettext_noop(
        "Seized is what police did; confiscated is a decision of a court or authority, which the record names."
    )
)
_PARTIAL = say(
    gettext_noop("Partial: only what the register says was destroyed; surplus of stores is not in it yet.")
)
_IN_PARTS = say(
    gettext_noop(
        "Of a lot that stores destroy in parts each part counts, in its unit, when it was destroyed; the list shows the whole item."
    )
)


def _of(item_class: str, unit: str, status: str) -> Count:
    def plain(row: Row) -> bool:
        return (row["item_class"], row["quantity_unit"], row["legal_status"]) == (item_class, unit, status)

    return Count(
        lambda table: (
            (table.item_class == item_class) & (table.quantity_unit == unit) & (table.legal_status == status)
        ),
        plain,
        adds="quantity",
    )


def _measures() -> Iterator[Measure]:
    said = {"confiscated": (_SEIZED_IS_NOT,), "destroyed": (_PARTIAL, _IN_PARTS)}
    for (item_class, unit, status), (name, title) in _TITLES.items():
        yield Measure(
            name,
            say(title),
            _DEFINITION,
            Counted(unit),
            "statuses",
            _of(item_class, unit, status),
            OWN,
            by=("kind", "occurrence_kind", *OF_OCCURRENCE),
            period="since",
            year="since_year",
            caveats=(*said.get(status, ()), _ONCE, WHOLE_NUMBERS),
            way=items_that_became(status, **{"class": item_class, "measured": unit}),
            ground=of_statuses(item_class, status),
            last_of=("counted_as", "status_id"),
        )


STATUSES: tuple[Measure, ...] = tuple(_measures())

"""What must have been recorded before one of the register's figures may be nought: such things, and such occasions of them."""

from headstamp.kernel.measure import Count, Ground, Row
from headstamp.kernel.text import Message, gettext_noop, say

_OCCURRENCES = {
    ("seizure",): say(gettext_noop("seizures")),
    ("seizure", "find"): say(gettext_noop("seizures or finds")),
    ("incident",): say(gettext_noop("incidents")),
    ("theft",): say(gettext_noop("thefts")),
    ("loss",): say(gettext_noop("losses")),
}
_ITEMS = {
    ("seizure",): say(gettext_noop("items of this class, and items of seizures")),
    ("find",): say(gettext_noop("items of this class, and items of finds")),
    ("surrender",): say(gettext_noop("items of this class, and items of surrenders")),
    ("seizure", "find", "surrender"): say(gettext_noop("items of this class, and items of seizures, finds or surrenders")),
    ("incident",): say(gettext_noop("items of this class, and items of incidents")),
    ("theft",): say(gettext_noop("items of this class, and items of thefts")),
    ("loss",): say(gettext_noop("items of this class, and items of losses")),
}  # fmt: skip
_PERSONS = {
    "seizure": say(gettext_noop("persons in seizures, whatever their part")),
    "incident": say(gettext_noop("persons in incidents, whatever their part")),
}


def of_occurrences(*kinds: str) -> Ground:
    """Occurrences of these kinds."""
    return Ground(_OCCURRENCES[kinds], (_with("occurrence_kind", *kinds),))


def of_items(item_class: str, *kinds: str) -> Ground:
    """Items of a class, and any items in occurrences of these kinds."""
    return Ground(_ITEMS[kinds], (_with("item_class", item_class), _with("occurrence_kind", *kinds)))


def of_statuses(item_class: str, status: str) -> Ground:
    """Changes of status of items of a class, and of any items to this legal status."""
    words = say(gettext_noop("a legal status of items of this class, and items with this legal status"))
    return Ground(words, (_with("item_class", item_class), _with("legal_status", status)))


def of_persons(occurrence_kind: str) -> Ground:
    """Persons' parts in occurrences of a kind."""
    return Ground(_PERSONS[occurrence_kind], (_with("occurrence_kind", occurrence_kind),))


def of_checks(words: Message, *contexts: str, table: str = "", period: str = "") -> Ground:
    """Checks made, in these contexts or in any; `table` and `period` where they are another table than the measure's."""

    def plain(row: Row) -> bool:
        return row["context"] in contexts if contexts else row["check_id"] is not None

    return Ground(
        words,
        (
            Count(
                lambda table: table.context.isin(contexts) if contexts else table.check_id.notnull(),
                plain,
                table=table,
                period=period,
            ),
        ),
    )


def _with(column: str, *values: str) -> Count:
    """Rows with one of these values."""
    return Count(lambda table: table[column].isin(values), lambda row: row[column] in values)

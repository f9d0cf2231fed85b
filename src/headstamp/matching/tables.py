"""What the snapshot holds of judgements: which records are one event, which items one gun, so that figures count them once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from headstamp.kernel.asker import Asker
from headstamp.kernel.table import Column, ColumnType, Once, Table, Ways
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.models import Candidate, EventCandidate, EventJudgement, Judgement
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import flat
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.reading import Flat
from headstamp.registry.queries.visibility import standing, visible
from headstamp.registry.tables import RIGHTS_COLUMNS

_ID, _CODE = ColumnType.NUMBER, ColumnType.CODE
_OTHER = tuple(
    Column(f"other_{each.name}", each.type, each.meaning, each.list_name) for each in RIGHTS_COLUMNS
)
_PAIR = (
    Column("pair_id", _ID, say(gettext_noop("row number of the pair"))),
    Column("one_id", _ID, say(gettext_noop("row number of the record that was entered first"))),
    Column("other_id", _ID, say(gettext_noop("row number of the other record"))),
)
EVENTS = (*_PAIR, *RIGHTS_COLUMNS, *_OTHER)
GUNS = (
    *_PAIR,
    Column("one_occurrence", _ID, say(gettext_noop("row number of the first item's occurrence"))),
    Column("other_occurrence", _ID, say(gettext_noop("row number of the other item's occurrence"))),
    *RIGHTS_COLUMNS,
    *_OTHER,
)

# A shooting in which a gun was seized is one incident and one seizure; a seizure that is told as a find is one of both.
_COUNTED_AS = {
    "seizure": "came_in",
    "find": "came_in",
    "surrender": "came_in",
    "theft": "gone",
    "loss": "gone",
}
_CHECKED = ("status", ("checked", "locked"))  # a frozen figure counts these alone


def _rights(of: str, begin: str = "") -> dict[str, Any]:
    return {
        f"{begin}jurisdiction": F(f"{of}jurisdiction"),
        f"{begin}unit": F(f"{of}unit_id"),
        f"{begin}visibility": F(f"{of}visibility"),
        f"{begin}circle": Coalesce(f"{of}circle_id", Value(0)),
        f"{begin}source": F(f"{of}source_id"),
    }


def _judged_one(judgements: type[Any]) -> Q:
    """Whether the judgement that stands says that both are one, and both records stand."""
    same = judgements.objects.filter(candidate=OuterRef("pk"), word="same", superseded_by__isnull=True)
    return Q(Exists(same)) & standing("one__") & standing("other__")


def _flat(model: type[Model], judgements: type[Any], touched_by: Mapping[str, Ways], **more: Any) -> Flat:
    return Flat(
        model,
        {
            "pair_id": F("id"),
            "one_id": F("one_id"),
            "other_id": F("other_id"),
            **_rights("one__"),
            **_rights("other__", "other_"),
            **more,
        },
        lambda: _judged_one(judgements),
        {"source": ("one__source", "other__source"), **touched_by},
        derived={},
    )


def _visible(
    model: type[Any], judgements: type[Any], records: type[Any]
) -> Callable[[Asker | None, Iterable[int]], frozenset[int]]:
    """The pairs that stand now and whose records the asker may both know of without opening one."""

    def known(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
        found = model.objects.filter(_judged_one(judgements))
        if asker is not None:
            rows = records.objects.filter(visible(replace(asker, circles=frozenset()))).values("pk")
            found = found.filter(one__in=rows, other__in=rows)
        return frozenset(
            key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
        )

    return known


_OF_EVENTS = _flat(EventCandidate, EventJudgement, {"event_candidate": "pk", "occurrence": ("one", "other")})
_OF_GUNS = _flat(
    Candidate,
    Judgement,
    {
        "candidate": "pk",
        "item": ("one", "other"),
        "occurrence": ("one__occurrence", "other__occurrence"),
    },
    one_occurrence=F("one__occurrence_id"),
    other_occurrence=F("other__occurrence_id"),
)

TABLES = (
    Table(
        name="same_events",
        meaning=say(gettext_noop("one row for each pair of occurrences that was judged to be one event")),
        columns=EVENTS,
        key="pair_id",
        follows={
            "event_candidate": "pair_id",
            "occurrence": ("one_id", "other_id"),
            "source": ("source", "other_source"),
        },
        read=flat.reader(_OF_EVENTS, EVENTS),
        visible=_visible(EventCandidate, EventJudgement, Occurrence),
        count=flat.counter(_OF_EVENTS),
        also=("other_",),
        pair=("one_id", "other_id"),
        once=(
            Once(
                "occurrences",
                "occurrence_id",
                "occurrence_kind",
                _COUNTED_AS,
                _CHECKED,
                ("killed", "injured", "municipality", "month"),
            ),
        ),
    ),
    Table(
        name="same_items",
        meaning=say(gettext_noop("one row for each pair of items that was judged to be one gun")),
        columns=GUNS,
        key="pair_id",
        follows={
            "candidate": "pair_id",
            "item": ("one_id", "other_id"),
            "occurrence": ("one_occurrence", "other_occurrence"),
            "source": ("source", "other_source"),
        },
        read=flat.reader(_OF_GUNS, GUNS),
        visible=_visible(Candidate, Judgement, Item),
        count=flat.counter(_OF_GUNS),
        also=("other_",),
        pair=("one_id", "other_id"),
        only_in=("same_events", "one_occurrence", "other_occurrence"),
        once=(
            Once(
                "items",
                "item_id",
                "occurrence_kind",
                _COUNTED_AS,
                _CHECKED,
                ("make_code", "calibre_code", "legal_status", "tracing_result"),
            ),
            Once("statuses", "item_id", "legal_status", prefers=_CHECKED, says=("since",)),
        ),
    ),
)

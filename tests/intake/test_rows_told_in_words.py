"""Where a column's words tell what was found, a row becomes one occurrence with an item for each thing it tells."""

from collections import Counter
from typing import Any

import pytest

from headstamp.intake.actions import undo_batch, use_layout
from headstamp.intake.models import Batch, BatchProblem
from headstamp.intake.queries import preview
from headstamp.intake.undoing import undo
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.registry.models import Item, Occurrence, SourceRow, Statement
from headstamp.registry.queries import items_visible_to
from tests.cast import Cast
from tests.intake.office import LAYOUT, applied, checked, layout, received, taken_in

pytestmark = pytest.mark.django_db

COLUMNS = LAYOUT["columns"]
WORDS: dict[str, Any] = {
    "group": [],
    "columns": {
        "Rasti": "occurrence.reference",
        "Data": COLUMNS["Data"],
        "Komuna": COLUMNS["Komuna"],
        "Lloji": {"to": "occurrence.narrative", "parse": "items"},
    },
    "rules": [],
    "lookups": {},
}
ALBANIAN = "U sekuestruan një pushkë automatike AK-47, tre karikatorë dhe 360 fishekë 7.62 mm."
SERBIAN = 'Oduzet je pištolj marke „Zastava" kal. 7,65 mm, ser. br. TEST-4711, i 12 metaka.'
NOTHING = "Armë nuk u gjetën."


def rows(*texts: str) -> list[list[Any]]:
    return [
        [number, f"W-{number}/2022", "05.03.2022", "Pejë", text, "", ""]
        for number, text in enumerate(texts, 1)
    ]


def told(asker: Asker, *texts: str) -> Batch:
    return taken_in(asker, rows(*texts), **WORDS)


def counts(batch: Batch) -> dict[str, int]:
    names = ("rows", "created", "updated", "unchanged", "refused")
    return {name: value for name in names if (value := getattr(batch, name))}


def kinds(of: Occurrence) -> Counter[tuple[str, int]]:
    return Counter((item.kind, int(item.quantity)) for item in of.items.all())


def test_each_thing_is_an_item_of_one_occurrence_and_a_row_stays_one_row(cast: Cast) -> None:
    batch = told(cast.registrar, ALBANIAN, SERBIAN)
    assert counts(batch) == {"rows": 2, "created": 2}
    albanian, serbian = Occurrence.objects.order_by("pk")
    assert kinds(albanian) == Counter({("automatic_rifle", 1): 1, ("magazine", 3): 1, ("cartridge", 360): 1})
    assert kinds(serbian) == Counter({("pistol", 1): 1, ("cartridge", 12): 1})
    assert albanian.narrative == ALBANIAN
    pistol = serbian.items.get(kind="pistol")
    assert (pistol.make_code, [mark.as_read for mark in pistol.marks.all()]) == ("zastava", ["TEST-4711"])
    assert {item.legal_status for item in Item.objects.all()} == {"seized"}


def test_each_item_keeps_the_words_it_came_from_and_its_row(cast: Cast) -> None:
    told(cast.registrar, ALBANIAN)
    said = [row.said["item.kind"][0] for row in Statement.objects.filter(subject_kind="item").order_by("pk")]
    assert len(said) == 3
    assert all(words in ALBANIAN for words in said)
    assert {row.cells["Lloji"] for row in SourceRow.objects.all()} == {ALBANIAN}


def test_the_same_file_changes_nothing_and_a_longer_text_adds_its_item(cast: Cast) -> None:
    told(cast.registrar, ALBANIAN)
    assert counts(told(cast.registrar, ALBANIAN)) == {"rows": 1, "unchanged": 1}
    batch = told(cast.registrar, f"{ALBANIAN} Po ashtu u gjet edhe një bombë dore.")
    assert counts(batch) == {"rows": 1, "updated": 1}
    [of] = Occurrence.objects.all()
    assert kinds(of)["hand_grenade", 1] == 1
    assert of.items.count() == 4


def test_undo_takes_back_all_that_a_row_told(cast: Cast) -> None:
    batch = told(cast.registrar, ALBANIAN)
    undo_batch(cast.registrar, uid=batch.uid, reason="the wrong file", is_queued=False)
    undo(cast.registrar, batch.uid)
    assert not items_visible_to(cast.registrar).exists()


def test_a_text_that_tells_nothing_is_refused_and_shown(cast: Cast) -> None:
    batch = checked(cast.registrar, rows(NOTHING, ALBANIAN), **WORDS)
    assert (batch.planned["refused"], batch.planned["created"]) == (1, 1)
    assert [(row.code, row.column, row.cell) for row in BatchProblem.objects.all()] == [
        ("no_item", "Lloji", NOTHING)
    ]
    seen = preview(cast.registrar, batch.uid).rows
    assert [row.outcome for row in seen if not row.is_further] == ["refused", "created"]
    assert counts(applied(cast.registrar, batch)) == {"rows": 2, "created": 1, "refused": 1}


def test_the_first_rows_show_every_item_before_anything_is_written(cast: Cast) -> None:
    batch = checked(cast.registrar, rows(ALBANIAN, SERBIAN), **WORDS)
    seen = preview(cast.registrar, batch.uid).rows
    told = [(row.number, row.values["item.kind"], row.is_further) for row in seen]
    first, second = (row.number for row in seen if not row.is_further)
    assert told == [
        (first, "automatic_rifle", False), (first, "magazine", True), (first, "cartridge", True),
        (second, "pistol", False), (second, "cartridge", True),
    ]  # fmt: skip
    assert {row.values["occurrence.occurred_on"] for row in seen} == {"2022-03-05"}
    assert not Item.objects.exists()


def test_what_is_not_sure_is_flagged(cast: Cast) -> None:
    checked(cast.registrar, rows("U gjet një kallashnikov dhe rreth 20 fishekë.", ALBANIAN), **WORDS)
    assert [(row.code, row.is_warning) for row in BatchProblem.objects.all()] == [("unsure_reading", True)]


def test_a_row_whose_columns_name_its_item_keeps_its_text_as_words(cast: Cast) -> None:
    columns = WORDS["columns"] | {"Numri serik": COLUMNS["Numri serik"]}
    batch = taken_in(
        cast.registrar,
        [[1, "W-1/2022", "05.03.2022", "Pejë", ALBANIAN, "TEST-1", ""]],
        **WORDS | {"columns": columns, "constants": LAYOUT["constants"] | {"item.kind": "pistol"}},
    )
    assert counts(batch) == {"rows": 1, "created": 1}
    [item] = Item.objects.all()
    assert (item.kind, item.occurrence.narrative) == ("pistol", ALBANIAN)


def test_one_column_tells_items_and_only_where_rows_become_items(cast: Cast) -> None:
    batch = received(cast.registrar, rows(ALBANIAN), **WORDS)
    twice = WORDS["columns"] | {"Numri serik": {"to": "item.description", "parse": "items"}}
    with pytest.raises(Invalid):
        use_layout(cast.registrar, uid=batch.uid, layout=layout(**WORDS | {"columns": twice}))

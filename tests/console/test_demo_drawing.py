"""The demonstration's workbooks: exact totals, the same every time, messy enough to be worth trying."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from headstamp.console.demo.drawing import events, plan
from headstamp.console.demo.workbooks import write_books
from headstamp.intake.layout import load_layout
from headstamp.vocabulary.codes import code

PUBLISHED = {2020: 1135, 2021: 1280, 2022: 1473}


@pytest.mark.parametrize("year", PUBLISHED)
def test_firearms_seized_add_up_to_the_published_total(year: int) -> None:
    things = [thing for event in events(year) if event.kind == "seizure" for thing in event.things]
    firearms = [thing for thing in things if code("item_kinds", thing.kind).facts["class"] == "firearm"]  # type: ignore[union-attr]
    assert sum(int(thing.quantity) for thing in firearms) == PUBLISHED[year]


def test_every_code_that_is_drawn_is_in_its_list() -> None:
    for event in events(2021):
        for list_name, value in (
            ("occurrence_kinds", event.kind), ("municipalities", event.municipality), ("search_contexts", event.context),
            ("concealment", event.concealment), ("detection_means", event.detection),
        ):  # fmt: skip
            assert code(list_name, value) is not None, (list_name, value)
        assert all(code("item_kinds", thing.kind) for thing in event.things)


def test_the_same_seed_tells_the_same_year() -> None:
    assert events(2022) == events(2022)
    assert set(plan()["firearms"]) == set(PUBLISHED)


def test_the_workbooks_say_that_they_are_invented_and_keep_their_shape(tmp_path: Path) -> None:
    first, again = write_books(tmp_path / "one", (2020,)), write_books(tmp_path / "two", (2020,))
    for book, twin in zip(first, again, strict=True):
        rows = list(load_workbook(book.path).worksheets[0].iter_rows(values_only=True))
        assert rows == list(load_workbook(twin.path).worksheets[0].iter_rows(values_only=True))
        assert any(word in str(rows[1][0]) for word in ("DEMONSTRIM", "DEMONSTRACIJA", "DEMONSTRATION"))
        headings = set(rows[3])
        assert set(load_layout(book.layout).source_columns()) <= headings

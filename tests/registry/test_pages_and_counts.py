"""Pages join without gap or repeat, counts stop in time, and no page asks more of the database when it shows more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.registry.filters import CheckFilter, ItemFilter
from headstamp.registry.models import Item, LegalStatus, Occurrence
from headstamp.registry.queries import (
    Count,
    checks_made,
    checks_visible_to,
    count_of,
    groups_visible_to,
    items_for_list,
    items_for_page,
    items_visible_to,
    occurrences_for_list,
    occurrences_for_page,
    operations_visible_to,
    page_of,
    persons_for_page,
    vehicles_for_page,
)
from headstamp.registry.queries import search as searching
from headstamp.registry.queries.paging import Page
from tests.cast import Cast
from tests.registry import rows

DAYS = ["2021-03-05", "2021-03", "2021", "", "2020-12-31", "2021-03-05", "2021-03-05"]


def _fill(cast: Cast, number: int) -> None:
    source, operation = rows.source(cast.unit), rows.operation(cast.unit)
    for index in range(number):
        made = rows.occurrence(
            cast.unit, source=source, occurred_on=DAYS[index % len(DAYS)], operation=operation
        )
        item = rows.item(made, f"AB{index}", "P1")
        LegalStatus.objects.create(item=item, status="seized", recorded_at=rows.NOW, recorded_by="1")
        rows.reference(made, f"{index}/1")
        rows.reference(item, f"{index}/2")
        rows.person(made, f"Name{index}")
        rows.vehicle(made, f"01-{index:03}-AA")
        rows.check(cast.unit, source=source, operation=operation)


@pytest.mark.parametrize("sort", ["-occurred_on", "occurred_on", "-id", "id"])
def test_pages_join_forwards_and_backwards(cast: Cast, sort: str) -> None:
    _fill(cast, 17)
    found = items_visible_to(cast.registrar)
    pages: list[Page[Item]] = [page_of(found, sort=sort, size=5)]
    while pages[-1].next_cursor:
        pages.append(page_of(found, sort=sort, cursor=pages[-1].next_cursor, size=5))
    assert [len(page.rows) for page in pages] == [5, 5, 5, 2]
    column, sign = sort.removeprefix("-"), "-" if sort.startswith("-") else ""
    in_order = list(found.order_by(sign + column, sign + "id"))
    assert [row.pk for page in pages for row in page.rows] == [row.pk for row in in_order]
    back = page_of(found, sort=sort, cursor=pages[2].previous_cursor, size=5)
    assert back.rows == pages[1].rows
    assert pages[0].previous_cursor == ""
    assert back.previous_cursor and back.next_cursor  # noqa: PT018


@pytest.mark.parametrize(
    "cursor", ["x", "<", ">~", ">1", ">-1~", ">٣~", ">9999999999999999999~", "<1~\0", "1~2021"]
)
def test_a_cursor_that_is_not_ours_gives_the_first_page(cast: Cast, cursor: str) -> None:
    _fill(cast, 2)
    assert len(page_of(items_visible_to(cast.registrar), cursor=cursor).rows) == 2


@pytest.mark.parametrize("cursor", [">1~", ">1~yesterday", ">1~" + "9" * 400])
def test_a_cursor_with_a_moment_that_is_none_gives_the_first_page(cast: Cast, cursor: str) -> None:
    _fill(cast, 2)
    found = items_visible_to(cast.registrar)
    assert len(page_of(found, sort="-created_at", cursor=cursor).rows) == 2
    first = page_of(found, sort="-created_at", size=1)
    assert len(page_of(found, sort="-created_at", cursor=first.next_cursor).rows) == 1


def test_a_count_is_exact_up_to_its_cap(cast: Cast) -> None:
    _fill(cast, 4)
    found = items_for_list(cast.registrar)
    assert count_of(found, cap=4) == Count(4, True)
    assert count_of(found, cap=3) == Count(3, False)
    assert count_of(found, cap=None) == Count(4, True)
    assert str(Count(10_000, False)) == "more than 10,000"
    assert str(Count(1_234, True)) == "1,234"


PAGES = [items_for_list, items_for_page, occurrences_for_list, occurrences_for_page, checks_visible_to, operations_visible_to,
         persons_for_page, groups_visible_to, vehicles_for_page]  # fmt: skip


def _touch(record: object, ask: object) -> None:
    """What a template shows of a row."""
    if isinstance(record, Item):
        of = record.occurrence
        _read(record.marks, record.references, of.references if ask is items_for_list else of.vehicle_uses)
        str(record.unit.agency), of.place
    if isinstance(record, Occurrence):
        _read(record.items, record.references)
        str(record.unit.agency), record.place


def _read(*related: object) -> None:
    for each in related:
        list(each.all())  # type: ignore[attr-defined]


@pytest.mark.parametrize("ask", PAGES, ids=lambda ask: ask.__name__)
def test_fifty_rows_cost_as_many_queries_as_one(cast: Cast, ask) -> None:  # type: ignore[no-untyped-def]
    asked = []
    for number in (1, 49):
        _fill_more(cast, number)
        with CaptureQueriesContext(connection) as queries:
            for record in ask(cast.registrar):
                _touch(record, ask)
        asked.append(len(queries))
    assert asked[0] == asked[1] > 0


def _fill_more(cast: Cast, number: int) -> None:
    source, operation = rows.source(cast.unit), rows.operation(cast.unit)
    for index in range(number):
        made = rows.occurrence(cast.unit, source=source, operation=operation)
        item = rows.item(made, f"AB{index}")
        rows.reference(made, f"{number}/{index}")
        rows.reference(item, f"{number}/{index}/2")
        rows.person(made, f"Name{index}")
        rows.vehicle(made, f"01-{index:03}-AA")
        rows.check(cast.unit, source=source, operation=operation)


def test_tallies_count_in_full(cast: Cast) -> None:
    rows.check(cast.unit, is_tally=True, checks_made=40, checks_with_find=3, happened_on="2021-05")
    rows.check(cast.unit, visibility="unit")
    assert checks_made(cast.registrar) == (41, 3)
    assert checks_made(cast.officer) == (40, 3)
    assert checks_made(cast.registrar, CheckFilter(has_find="no")) == (1, 0)
    assert checks_made(cast.nobody) == (0, 0)
    assert {operation.check_count for operation in operations_visible_to(cast.registrar)} <= {0}  # type: ignore[attr-defined]


def test_a_partial_date_counts_where_all_of_it_lies_inside(cast: Cast) -> None:
    _fill(cast, 7)

    def days(**wanted: str) -> set[str]:
        return set(
            items_visible_to(cast.registrar, ItemFilter(**wanted)).values_list("occurred_on", flat=True)
        )

    assert days(year="2021") == {"2021", "2021-03", "2021-03-05"}
    assert days(date_from="2021-03-01", date_to="2021-03-31") == {"2021-03", "2021-03-05"}
    assert days(date_from="2021-03-02") == {"2021-03-05"}
    assert days(date_to="2021-03-30") == {"2020-12-31", "2021-03-05"}


@pytest.mark.parametrize(("cap", "said"), [(2, (2, False)), (4, (4, False)), (5, (5, True)), (9, (5, True))])
def test_the_first_records_of_a_frequent_word_may_show_that_there_are_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, cap: int, said: tuple[int, bool]
) -> None:
    """The first half of what is found has nothing to count: then all of it is looked at."""
    monkeypatch.setattr(searching, "FEW", 3)
    for number in range(15):
        made = rows.occurrence(cast.unit, narrative="Everywhere", occurred_on="2021")
        for _ in range(number >= 10):
            rows.item(made)
        rows.findable(made)
    wanted, _problems = ItemFilter.from_params({"text": "everywhere"})
    found = count_of(items_for_list(cast.registrar, wanted), cap=cap)
    assert (found.number, found.is_exact) == said

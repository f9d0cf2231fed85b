"""Who may know of which record, told case by case; test_reads_against_oracle.py tries them at random."""

from collections.abc import Callable
from datetime import date

import pytest

from headstamp.audit.models import Entry
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.registry.filters import ItemFilter, OccurrenceFilter
from headstamp.registry.models import Occurrence
from headstamp.registry.queries import (
    ReasonNeeded,
    attachments_visible_to,
    checks_visible_to,
    circles_of,
    circles_visible_to,
    deleted_items_visible_to,
    deleted_occurrences_visible_to,
    goods_visible_to,
    groups_visible_to,
    items_visible_to,
    occurrences_for_page,
    occurrences_visible_to,
    open_item,
    open_occurrence,
    operations_visible_to,
    persons_for_page,
    persons_seen,
    persons_visible_to,
    source_rows_of,
    vehicles_visible_to,
)
from tests.cast import Cast
from tests.registry import rows


def _who_sees(cast: Cast, made: Occurrence) -> set[str]:
    return {
        name for name, asker in cast.everybody() if occurrences_visible_to(asker).filter(pk=made.pk).exists()
    }


def test_a_record_of_the_jurisdiction_is_seen_by_all_there_who_read_records(cast: Cast) -> None:
    assert _who_sees(cast, rows.occurrence(cast.unit)) == {
        "registrar",
        "analyst",
        "head",
        "reader",
        "officer",
    }


def test_a_record_of_a_unit_is_hidden_from_another_unit_s_officer(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="unit")
    assert _who_sees(cast, made) == {"registrar", "analyst", "head", "reader"}


def test_who_sees_all_units_sees_those_of_his_jurisdiction_only(cast: Cast) -> None:
    assert _who_sees(cast, rows.occurrence(cast.other_unit, visibility="unit")) == {
        "analyst",
        "head",
        "officer",
    }
    assert _who_sees(cast, rows.occurrence(cast.partner_unit, visibility="unit")) == {"partner"}


def test_a_restricted_record_is_known_to_its_circle_only(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    assert _who_sees(cast, made) == set()
    assert occurrences_visible_to(cast.in_circle(cast.officer, made.circle_id)).count() == 1
    assert occurrences_visible_to(cast.in_circle(cast.partner, made.circle_id)).count() == 0
    assert occurrences_visible_to(cast.in_circle(cast.administrator, made.circle_id)).count() == 0


@pytest.mark.parametrize("state", ["open", "undone"])
def test_records_of_a_source_not_taken_in_are_invisible(cast: Cast, state: str) -> None:
    made = rows.occurrence(cast.unit, source=rows.source(cast.unit, state))
    rows.item(made)
    rows.person(made, "Name")
    for _name, asker in cast.everybody():
        assert not occurrences_visible_to(asker).exists()
        assert not items_visible_to(asker).exists()
        assert not persons_visible_to(asker).exists()


def test_deleted_records_are_known_only_to_who_may_bring_them_back(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, deleted_at=rows.NOW)
    rows.item(made)
    assert _who_sees(cast, made) == set()
    seen = {
        n
        for n, a in cast.everybody()
        if deleted_occurrences_visible_to(a).exists() and deleted_items_visible_to(a).exists()
    }
    assert seen == {"head"}


def test_names_are_for_who_may_see_persons(cast: Cast) -> None:
    made = rows.occurrence(cast.unit)
    rows.person(made, "Krasniqi")
    rows.vehicle(made, "01-234-AB")
    rows.findable(made)
    by_name = OccurrenceFilter(text="krasniqi")
    for ask in (persons_visible_to, vehicles_visible_to):
        assert ask(cast.registrar).count() == 1
        assert ask(cast.reader).count() == 0
    assert occurrences_visible_to(cast.registrar, by_name).count() == 1
    assert occurrences_visible_to(cast.reader, by_name).count() == 0
    assert occurrences_visible_to(cast.reader, OccurrenceFilter(text="01234ab")).count() == 0
    assert persons_seen(cast.registrar, "kras")
    assert not persons_seen(cast.reader, "kras")
    assert list(occurrences_for_page(cast.reader).get().person_roles.all()) == []
    assert [
        role.person.family_name for role in occurrences_for_page(cast.registrar).get().person_roles.all()
    ] == ["Krasniqi"]


def test_a_person_of_a_narrower_circle_does_not_lead_to_the_record(cast: Cast) -> None:
    made = rows.occurrence(cast.unit)
    rows.person(made, "Hidden", visibility="restricted", circle=rows.circle())
    rows.findable(made)
    assert not occurrences_visible_to(cast.registrar, OccurrenceFilter(text="hidden")).exists()
    assert list(occurrences_for_page(cast.registrar).get().person_roles.all()) == []


def test_a_person_is_known_only_through_a_record_one_may_know_of(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="unit")
    rows.person(made, "Berisha", visibility="jurisdiction")
    assert persons_for_page(cast.registrar).count() == 1
    assert persons_for_page(cast.officer).count() == 0


def test_a_house_search_names_its_witnesses_only_to_who_may_see_persons(cast: Cast) -> None:
    made = rows.check(cast.unit, context="house_search")
    made_search = made._meta.get_field("house_search").related_model.objects.create(
        check_made=made, witnesses="A witness"
    )
    assert checks_visible_to(cast.registrar).get().house_search == made_search
    assert not hasattr(checks_visible_to(cast.reader).get(), "house_search")


def test_a_source_row_is_for_who_may_see_persons(cast: Cast) -> None:
    made = rows.occurrence(cast.unit)
    made.source.rows.create(
        register="r",
        number=1,
        key="1",
        digest="0",
        cells={"suspect": "Name"},
        outcome="created",
        occurrence=made,
    )
    assert source_rows_of(cast.registrar, "occurrence", made.pk).count() == 1
    assert source_rows_of(cast.reader, "occurrence", made.pk).count() == 0
    assert source_rows_of(cast.partner, "occurrence", made.pk).count() == 0


def test_opening_a_restricted_record_needs_a_reason(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    rows.item(made)
    item = made.items.get()
    member = cast.in_circle(cast.officer, made.circle_id)
    for opening, uid in ((open_occurrence, made.uid), (open_item, item.uid)):
        with pytest.raises(ReasonNeeded):
            opening(member, uid)
        assert opening(cast.in_circle(member, reason="case 12"), uid).uid == uid
        with pytest.raises(NotFound):
            opening(cast.analyst, uid)
    assert issubclass(ReasonNeeded, NotAllowed)


def test_opening_a_record_is_noted_with_its_reason(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    with pytest.raises(ReasonNeeded):
        open_occurrence(cast.in_circle(cast.officer, made.circle_id), made.uid)
    assert not Entry.objects.filter(verb="open_occurrence").exists()
    open_occurrence(cast.in_circle(cast.officer, made.circle_id, reason="case 12"), made.uid)
    entry = Entry.objects.get(verb="open_occurrence")
    assert (entry.kind, entry.actor, entry.subject_id) == ("consultation", cast.officer.id, str(made.pk))
    assert entry.reason_digest


def test_a_circle_ends_on_its_day(cast: Cast) -> None:
    own = rows.circle("7", until=date(2026, 5, 1))
    by_unit = rows.circle(units=(cast.unit,))
    rows.circle("8")
    assert circles_of("7", cast.unit.pk, date(2026, 5, 1)) == {own.pk, by_unit.pk}
    assert circles_of("7", cast.unit.pk, date(2026, 5, 2)) == {by_unit.pk}
    assert circles_of("0", None, date(2026, 5, 1)) == frozenset()
    assert circles_of("", None, date(2026, 5, 1)) == frozenset()


def test_circles_are_known_to_members_and_to_the_manager_who_made_them(cast: Cast) -> None:
    made = rows.circle(created_by=cast.officer.id)
    assert circles_visible_to(cast.officer).get() == made
    assert not circles_visible_to(cast.head).exists()
    assert circles_visible_to(cast.in_circle(cast.reader, made.pk)).get() == made


READS: list[Callable[..., object]] = [
    attachments_visible_to, checks_visible_to, circles_visible_to, goods_visible_to, groups_visible_to, items_visible_to,
    occurrences_visible_to, operations_visible_to, persons_visible_to, vehicles_visible_to,
]  # fmt: skip


@pytest.mark.parametrize("ask", READS, ids=lambda ask: ask.__name__)
def test_who_reads_no_records_gets_nothing_and_asks_nothing(
    cast: Cast, ask, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for name in ("administrator", "auditor", "donor", "nobody"):
        with django_assert_num_queries(0):
            assert list(ask(getattr(cast, name))) == []


def test_a_filter_widens_nothing(cast: Cast) -> None:
    made = rows.occurrence(cast.unit, visibility="unit")
    rows.item(made, "AB 12")
    rows.reference(made, "1/2021")
    for wanted in (
        ItemFilter(mark="ab12"),
        ItemFilter(reference="1/2021"),
        ItemFilter(visibility="unit"),
        ItemFilter(unit=str(cast.unit.pk)),
    ):
        assert items_visible_to(cast.registrar, wanted).count() == 1
        assert items_visible_to(cast.officer, wanted).count() == 0

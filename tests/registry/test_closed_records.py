"""A restricted record before its reader has said why: that it exists, its kind and its date, and nothing that stands in it."""

import io
from dataclasses import replace

import pytest

from headstamp.audit.models import Entry, Words
from headstamp.desk import exported_people, exported_records
from headstamp.desk.exporting import Exported, export_list
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.registry.actions.consulting import state_reason
from headstamp.registry.asking import Filter
from headstamp.registry.filters import (
    CheckFilter,
    GroupFilter,
    ItemFilter,
    OccurrenceFilter,
    OperationFilter,
    PersonFilter,
    VehicleFilter,
)
from headstamp.registry.models import (
    Check,
    Group,
    Item,
    Occurrence,
    Operation,
    Person,
    Reference,
    Revision,
    SourceRow,
    Statement,
    Vehicle,
)
from headstamp.registry.queries import (
    checks_made,
    checks_visible_to,
    groups_visible_to,
    items_for_list,
    items_visible_to,
    makes_seen,
    occurrences_for_list,
    occurrences_visible_to,
    open_occurrence,
    operations_visible_to,
    page_for,
    persons_seen,
    persons_visible_to,
    references_seen,
    revisions_of,
    shut,
    source_rows_of,
    statements_of,
    vehicles_visible_to,
)
from headstamp.registry.queries.alike import items_with_number
from headstamp.registry.queries.autocomplete import vehicles_seen
from headstamp.registry.queries.shutting import SHOWN
from tests.cast import Cast
from tests.registry import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast: Cast) -> Occurrence:
    """Of a circle: a pistol with a number in Peja, a person, a reference."""
    made = rows.occurrence(
        cast.unit, visibility="restricted", circle=rows.circle(), occurred_on="2021-05-06", municipality="peje",
        narrative="buried", kind="seizure",
    )  # fmt: skip
    rows.item(made, "AB-1234", make="Zastava", model="M57")
    rows.reference(made, "77/2021")
    rows.person(made, "Krasniqi")
    rows.findable(made)
    return made


@pytest.fixture
def member(cast: Cast, record: Occurrence) -> Asker:
    assert record.circle_id is not None
    return cast.in_circle(cast.registrar, record.circle_id)


def _opened(member: Asker, *records: Occurrence) -> Asker:
    return replace(member, opened=frozenset(record.uid for record in records))


def test_a_list_shows_that_it_exists_its_kind_its_date_and_its_case(
    member: Asker, record: Occurrence
) -> None:
    row = page_for(member, occurrences_for_list(member)).rows[0]
    assert (row.uid, row.kind, row.occurred_on) == (record.uid, "seizure", "2021-05-06")
    assert [each.number for each in row.references.all()] == ["77/2021"]
    assert (row.narrative, row.municipality, row.place, list(row.items.all())) == ("", "", None, [])
    item = page_for(member, items_for_list(member)).rows[0]
    assert (item.kind, item.make, item.model, item.quantity, list(item.marks.all())) == (
        "pistol",
        "",
        "",
        None,
        [],
    )


def test_with_its_reason_it_is_read_in_lists_too(member: Asker, record: Occurrence) -> None:
    opened = _opened(member, record)
    row = page_for(opened, occurrences_for_list(opened)).rows[0]
    assert (row.narrative, [item.make for item in row.items.all()]) == ("buried", ["Zastava"])
    item = page_for(opened, items_for_list(opened)).rows[0]
    assert [mark.as_read for mark in item.marks.all()] == ["AB-1234"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"text": "zastava"}, {"text": "buried"}, {"text": "krasniqi"}, {"text": "ab12"}, {"make": "zastava"},
        {"municipality": "peje"}, {"mark": "AB12"}, {"mark": "AB-1234", "municipality": "peje"}, {"directorate": "peje"},
    ],
)  # fmt: skip
def test_what_stands_in_it_is_no_filter(member: Asker, record: Occurrence, wanted: dict[str, str]) -> None:
    Item.objects.update(make_code="zastava")
    assert not occurrences_visible_to(member, OccurrenceFilter(**wanted)).exists()
    assert not items_visible_to(member, ItemFilter(**wanted)).exists()
    opened = _opened(member, record)
    assert occurrences_visible_to(opened, OccurrenceFilter(**wanted)).count() == 1
    assert items_visible_to(opened, ItemFilter(**wanted)).count() == 1


@pytest.mark.parametrize("wanted", [{"kind": "seizure"}, {"year": "2021"}, {"visibility": "restricted"}])
def test_what_a_list_shows_is_a_filter(member: Asker, record: Occurrence, wanted: dict[str, str]) -> None:
    assert occurrences_visible_to(member, OccurrenceFilter(**wanted)).count() == 1


@pytest.mark.parametrize(
    "wanted", [{"mark": "ab 1234"}, {"text": "AB1234"}, {"reference": "77/2021"}, {"text": "77/2021"}]
)
def test_a_whole_number_finds_it(member: Asker, record: Occurrence, wanted: dict[str, str]) -> None:
    """Or two units would hold the same gun and neither would learn of the other."""
    assert occurrences_visible_to(member, OccurrenceFilter(**wanted)).count() == 1
    assert items_visible_to(member, ItemFilter(**wanted)).count() == 1


def test_one_or_two_characters_are_no_number(member: Asker, record: Occurrence) -> None:
    Reference.objects.update(number="7", folded="7")
    for wanted in ({"reference": "7"}, {"text": "7"}):
        assert not occurrences_visible_to(member, OccurrenceFilter(**wanted)).exists()
        assert not items_visible_to(member, ItemFilter(**wanted)).exists()


def test_a_number_of_a_removed_item_finds_nothing(member: Asker, record: Occurrence) -> None:
    Item.objects.update(deleted_at=rows.NOW)
    for wanted in ({"mark": "AB1234"}, {"text": "AB1234"}):
        assert not occurrences_visible_to(member, OccurrenceFilter(**wanted)).exists()


def test_a_vehicle_answers_to_its_whole_registration(cast: Cast) -> None:
    made, circle = rows.occurrence(cast.unit), rows.circle()
    rows.vehicle(made, "01-234-AB", make="Yugo", visibility="restricted", circle=circle)
    member = cast.in_circle(cast.analyst, circle.pk)
    assert vehicles_visible_to(member, VehicleFilter(text="01234ab")).count() == 1
    assert page_for(member, vehicles_visible_to(member), sort="-id").rows[0].registration == ""
    assert not vehicles_visible_to(member, VehicleFilter(text="01")).exists()
    assert vehicles_seen(member, "01") == []
    assert not vehicles_visible_to(cast.head, VehicleFilter(text="01234ab")).exists()


def test_names_of_restricted_persons_groups_and_operations_are_no_filter(cast: Cast) -> None:
    circle = rows.circle()
    rights = {"visibility": "restricted", "circle": circle}
    rows.person(rows.occurrence(cast.unit), "Krasniqi", nationality="AL", **rights)
    Group.objects.create(**rows.owned(cast.unit, {"name": "Ring", **rights}))
    rows.operation(cast.unit, name="Storm", starts_on="2021", **rights)
    member = cast.in_circle(cast.analyst, circle.pk)
    for ask, hidden, shown in (
        (persons_visible_to, PersonFilter(text="krasniqi"), PersonFilter(visibility="restricted")),
        (persons_visible_to, PersonFilter(nationality="AL"), PersonFilter(unit=str(cast.unit.pk))),
        (persons_visible_to, PersonFilter(role="holder"), PersonFilter()),
        (groups_visible_to, GroupFilter(text="ring"), GroupFilter()),
        (operations_visible_to, OperationFilter(text="storm"), OperationFilter(year="2021")),
    ):
        assert not ask(member, hidden).exists(), hidden  # type: ignore[operator]
        assert ask(member, shown).count() == 1, shown  # type: ignore[operator]
        assert ask(replace(member, opens_all=True), hidden).count() == 1, hidden  # type: ignore[operator]


def test_it_completes_nothing_and_is_alike_only_by_its_number(member: Asker, record: Occurrence) -> None:
    assert makes_seen(member, "zas") == []
    assert persons_seen(member, "kras") == []
    assert [each.number for each in references_seen(member, "77")] == ["77/2021"]
    assert [(item.kind, item.make) for item in items_with_number(member, "AB1234")] == [("pistol", "")]
    assert [person.family_name for person in persons_seen(_opened(member, record), "kras")] == ["Krasniqi"]


def test_a_check_shows_its_kind_and_date(cast: Cast) -> None:
    circle = rows.circle()
    rows.check(
        cast.unit,
        visibility="restricted",
        circle=circle,
        municipality="peje",
        notes="quiet",
        is_tally=True,
        checks_made=7,
    )
    member = cast.in_circle(cast.registrar, circle.pk)
    row = page_for(member, checks_visible_to(member), sort="-happened_on").rows[0]
    assert (row.context, row.notes, row.checks_made) == ("patrol", "", None)
    assert checks_made(member) == (0, 0)
    assert not checks_visible_to(member, CheckFilter(municipality="peje")).exists()


def _csv(listed: Exported, asker: Asker, wanted: Filter, reason: str = "") -> str:
    stream = io.BytesIO()
    export_list(asker, listed, wanted, stream, as_csv=True, reason=reason, recipient="Prosecutor")
    return stream.getvalue().decode("utf-8-sig")


ITEMS, OCCURRENCES = exported_records.ITEMS, exported_records.OCCURRENCES


def test_an_export_without_a_reason_says_that_it_exists(member: Asker, record: Occurrence) -> None:
    for listed, wanted in ((ITEMS, ItemFilter()), (OCCURRENCES, OccurrenceFilter())):
        for reason in ("", "  x "):
            told = _csv(listed, member, wanted, reason)
            assert "restricted: open with a reason" in told
            assert not [word for word in ("AB-1234", "Zastava", "buried", "Pej") if word in told]
    assert not Entry.objects.filter(verb="export_restricted").exists()


def test_every_list_is_exported_with_records_that_are_shut_or_wants_a_reason(cast: Cast) -> None:
    """Of every kind one restricted record, with a word in each field that holds text."""
    circle = rows.circle()
    rights = {"visibility": "restricted", "circle": circle}
    made = rows.occurrence(cast.unit, narrative="Secret", **rights)
    rows.item(made, "Secret", make="Secret")
    rows.person(made, "Secret", alias="Secret")
    rows.vehicle(made, "Secret", make="Secret")
    operation = rows.operation(cast.unit, name="Secret", outcome="Secret", **rights)
    rows.check(cast.unit, notes="Secret", operation=operation, **rights)
    Group.objects.create(**rows.owned(cast.unit, {"name": "Secret", **rights}))
    member = cast.in_circle(cast.analyst, circle.pk)
    for listed, wanted in (
        (ITEMS, ItemFilter()), (OCCURRENCES, OccurrenceFilter()), (exported_records.CHECKS, CheckFilter()),
        (exported_records.OPERATIONS, OperationFilter()), (exported_people.PERSONS, PersonFilter()),
        (exported_people.GROUPS, GroupFilter()), (exported_people.VEHICLES, VehicleFilter()),
    ):  # fmt: skip
        if listed.tells_persons:
            with pytest.raises(Invalid):
                _csv(listed, member, wanted, "x")
        else:
            told = _csv(listed, member, wanted)
            assert "restricted: open with a reason" in told, listed.subject
            assert "Secret" not in told, listed.subject
        assert "Secret" in _csv(listed, member, wanted, "Request 12 of the court"), listed.subject
        assert Entry.objects.filter(verb="export_restricted", subject_kind=listed.subject).count() == 1


def test_an_export_with_a_reason_names_each_record_in_the_log(member: Asker, record: Occurrence) -> None:
    assert "AB-1234" in _csv(ITEMS, member, ItemFilter(), "Request 12 of the court")
    assert "buried" in _csv(OCCURRENCES, member, OccurrenceFilter(), "Request 12 of the court")
    entries = list(Entry.objects.filter(verb="export_restricted").order_by("position"))
    item = record.items.get()
    assert [(each.kind, each.subject_kind, each.subject_id) for each in entries] == [
        ("disclosure", "item", str(item.pk)),
        ("disclosure", "occurrence", str(record.pk)),
    ]
    words = Words.objects.get(position=entries[0].position)
    assert (words.reason, words.recipient) == ("Request 12 of the court", "Prosecutor")


def test_a_reason_opens_no_export_to_a_stranger(cast: Cast, record: Occurrence) -> None:
    for asker in (cast.analyst, cast.officer, cast.partner):
        told = _csv(ITEMS, asker, ItemFilter(), "Request 12 of the court")
        assert record.items.get().uid not in told
    with pytest.raises(NotAllowed):
        _csv(exported_records.CHECKS, cast.reader, CheckFilter(), "Request 12 of the court")


def test_a_stated_reason_is_noted_at_once_and_for_known_records_only(
    cast: Cast, member: Asker, record: Occurrence
) -> None:
    state_reason(member, uid=record.uid, reason="case 12")
    entry = Entry.objects.get(verb="state_reason")
    assert (entry.kind, entry.actor, entry.subject_id) == ("consultation", member.id, str(record.pk))
    assert Words.objects.get(position=entry.position).reason == "case 12"
    for asker in (cast.analyst, cast.partner, cast.administrator, cast.nobody):
        with pytest.raises((NotFound, NotAllowed)):
            state_reason(asker, uid=record.uid, reason="case 12")
    with pytest.raises(NotFound):
        state_reason(member, uid="none such", reason="case 12")
    with pytest.raises(Invalid):
        state_reason(member, uid=record.uid, reason=" why ")
    assert Entry.objects.filter(verb="state_reason").count() == 1


def test_restricted_people_in_an_open_record_wait_for_a_reason(cast: Cast) -> None:
    wide, circle = rows.occurrence(cast.unit), rows.circle()
    rows.person(wide, "Hidden", visibility="restricted", circle=circle)
    rows.vehicle(wide, "01-234-AB", visibility="restricted", circle=circle)
    member = cast.in_circle(cast.registrar, circle.pk)
    record = open_occurrence(member, wide.uid)
    assert record.has_closed_lines  # type: ignore[attr-defined]
    assert not record.person_roles.all()
    assert not record.vehicle_uses.all()
    with pytest.raises(NotAllowed):
        open_occurrence(member, wide.uid, whole=True)
    opened = open_occurrence(replace(member, reason="case 12"), wide.uid, whole=True)
    assert [role.person.family_name for role in opened.person_roles.all()] == ["Hidden"]
    assert not opened.has_closed_lines  # type: ignore[attr-defined]
    assert not open_occurrence(cast.analyst, wide.uid).has_closed_lines  # type: ignore[attr-defined]


def test_what_a_closed_row_keeps_is_named_for_every_kind_and_nothing_else_is_left(cast: Cast) -> None:
    assert set(SHOWN) == {Occurrence, Item, Check, Operation, Person, Group, Vehicle}
    circle = rows.circle()
    operation = rows.operation(
        cast.unit, name="Secret", plan="Secret", visibility="restricted", circle=circle
    )
    (row,) = shut(cast.in_circle(cast.registrar, circle.pk), [operation])
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    assert "Secret" not in told.values()
    assert {name for name, value in told.items() if value not in ("", None)} <= {
        "id", "uid", "version", "visibility", "circle_id", "unit_id", "jurisdiction", "starts_on", "ends_on",
    }  # fmt: skip


def test_history_of_an_open_record_names_no_restricted_person_before_a_reason(cast: Cast) -> None:
    wide, circle = rows.occurrence(cast.unit), rows.circle()
    person = rows.person(wide, "Hidden", visibility="restricted", circle=circle)
    changes = {"persons": [[], [{"person": person.uid, "role": "holder"}]]}
    wide_revision = {
        "subject_kind": "occurrence",
        "subject_id": wide.pk,
        "version": 2,
        "at": rows.NOW,
        "by": "1",
    }
    Revision.objects.create(**wide_revision, verb="edit_occurrence", changes=changes)
    member = cast.in_circle(cast.registrar, circle.pk)
    assert revisions_of(member, "occurrence", wide.pk)[0].changes["persons"] == [[], []]
    opened = replace(member, opened=frozenset({wide.uid}))
    assert revisions_of(opened, "occurrence", wide.pk)[0].changes["persons"][1]


def test_a_file_s_own_cells_are_for_who_reads_everybody_in_the_record(cast: Cast) -> None:
    """A record was restricted, then opened to all: its persons stay in their circle, and its source row names them."""
    wide, circle = rows.occurrence(cast.unit), rows.circle()
    item = rows.item(wide)
    row = SourceRow.objects.create(
        source=wide.source, register="r", number=1, key="1", digest="0" * 64, outcome="created", occurrence=wide,
        item=item, cells={"suspect": "Hidden"},
    )  # fmt: skip
    for kind, record in (("occurrence", wide), ("item", item)):
        Statement.objects.create(
            kind="corrected", subject_kind=kind, subject_id=record.pk, source=wide.source, row=row, at=rows.NOW, by="1",
            said={"suspect": ["Hidden", ""]},
        )  # fmt: skip

    def told(asker: Asker) -> list[int]:
        return [
            ask(asker, kind, record.pk).count()
            for kind, record in (("occurrence", wide), ("item", item))
            for ask in (source_rows_of, statements_of)
        ]

    assert told(cast.analyst) == [1, 1, 1, 1]
    rows.person(wide, "Hidden", visibility="restricted", circle=circle)
    assert told(cast.analyst) == [0, 0, 0, 0]
    member = cast.in_circle(cast.registrar, circle.pk)
    assert told(member) == [0, 0, 0, 0]
    assert told(replace(member, opened=frozenset({wide.uid}))) == [1, 1, 1, 1]

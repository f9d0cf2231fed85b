"""An incident register goes in with all it has: outcome, persons without names, vehicle, goods, lengths, categories."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from headstamp.accounts.permissions import Permission
from headstamp.intake.actions import (
    answer_lookups,
    mend_cell,
    mending_workbook,
    receive_file,
    undo_batch,
    use_layout,
)
from headstamp.intake.checking import check
from headstamp.intake.layout import Layout, layout_from
from headstamp.intake.models import Batch, State
from headstamp.intake.queries import bad_rows, choices_of_targets, open_wordings
from headstamp.intake.undoing import undo
from headstamp.kernel.errors import NotAllowed
from headstamp.registry.models import (
    IncidentFacts,
    Item,
    Occurrence,
    OtherGoods,
    Person,
    PersonRole,
    SourceRow,
    Statement,
    VehicleUse,
)
from headstamp.registry.queries import persons_visible_to
from tests.cast import Cast
from tests.intake.office import applied, workbook

pytestmark = pytest.mark.django_db

HEADINGS = [
    "Nr",
    "Date",
    "Weapon",
    "Barrel",
    "Rounds",
    "EU",
    "Outcome",
    "Killed",
    "Role",
    "Sex",
    "Age",
    "Car",
    "Found",
    "kg",
    "Device",
]
ROWS: list[list[Any]] = [
    [
        1,
        "05.03.2022",
        "pistol",
        "10,2 cm",
        8,
        "B1",
        "fatal",
        1,
        "victim",
        "F",
        34,
        "car",
        "heroin",
        "2,5",
        "Detector 1",
    ],
    [2, "06.03.2022", "rifle", 415, "", "C1", "injury", 0, "offender", "M", "", "", "", "", ""],
    [3, "07.03.2022", "", "", "", "", "", "", "victim", "M", 17, "", "", "", ""],
]
BAD_ROWS: list[list[Any]] = [
    [4, "08.03.2022", "pistol", 4, 8, "B1", "fatal", 1, "victim", "F", 34, "", "", "", ""],
    [5, "08.03.2022", "pistol", 102, 8, "B1", "fatal", "many", "victim", "F", 200, "", "", "", ""],
    [6, "08.03.2022", "pistol", 102, 8, "B1", "fatal", 1, "bystander", "F", 34, "", "", "", ""],
]
LAYOUT: dict[str, Any] = {
    "layout": "test_incidents",
    "register": "test-incidents",
    "target": "item",
    "key": ["Nr"],
    "defaults": {"order": "dmy", "decimal": ","},
    "columns": {
        "Date": {"to": "occurrence.occurred_on", "parse": "date"},
        "Weapon": {"to": "item.kind", "lookup": "item_kinds"},
        "Barrel": {"to": "item.barrel_mm", "parse": "length"},
        "Rounds": {"to": "item.capacity", "parse": "integer"},
        "EU": {"to": "item.eu_category", "lookup": "eu_categories"},
        "Outcome": {"to": "incident.outcome", "lookup": "outcomes"},
        "Killed": {"to": "incident.killed", "parse": "integer"},
        "Role": {"to": "person.category", "lookup": "categories"},
        "Sex": {"to": "person.sex", "lookup": "sexes_here"},
        "Age": {"to": "person.age", "parse": "integer"},
        "Car": {"to": "vehicle.kind", "lookup": "vehicle_kinds"},
        "Found": {"to": "goods.kind", "lookup": "goods_kinds"},
        "kg": {"to": "goods.quantity", "parse": "decimal"},
        "Device": "occurrence.detection_equipment",
    },
    "constants": {"occurrence.kind": "incident", "person.role": "other", "goods.unit": "kg"},
    "lookups": {
        "categories": {"list": "person_categories", "words": {"offender": "suspect"}},
        "sexes_here": {"list": "sexes", "words": {"F": "female", "M": "male"}},
        "outcomes": {"words": {"fatal": "killed", "injury": "injured"}},
    },
}


def layout(**columns: Any) -> Layout:
    return layout_from(LAYOUT | {"columns": LAYOUT["columns"] | columns})


def checked(cast: Cast, rows: list[list[Any]]) -> Batch:
    batch = receive_file(cast.registrar, stream=workbook(rows, HEADINGS), name="incidents.xlsx")
    return check(cast.registrar, use_layout(cast.registrar, uid=batch.uid, layout=layout()).uid)


def taken_in(cast: Cast, rows: list[list[Any]]) -> Batch:
    return applied(cast.registrar, checked(cast, rows))


def state() -> list[list[Any]]:
    roles = PersonRole.objects.values_list("occurrence", "category", "person__sex", "age")
    items = Item.objects.values_list(
        "kind", "barrel_mm", "capacity", "eu_category", "quantity", "quantity_unit"
    )
    incidents = IncidentFacts.objects.values_list("occurrence", "outcome", "killed")
    return [
        sorted(roles, key=str),
        sorted(items, key=str),
        sorted(incidents, key=str),
        list(OtherGoods.objects.values_list("kind")),
    ]


def test_the_check_writes_nothing_and_foresees_what_happens(cast: Cast) -> None:
    batch = checked(cast, ROWS + BAD_ROWS)
    assert not Occurrence.objects.exists()
    assert not Person.objects.exists()
    planned = {name: batch.planned[name] for name in ("rows", "created", "other_objects", "refused")}
    assert planned == {"rows": 6, "created": 3, "other_objects": 0, "refused": 3}
    batch = applied(cast.registrar, batch)
    assert {name: getattr(batch, name) for name in planned} == planned


def test_everything_that_the_register_has_is_in_the_record(cast: Cast) -> None:
    taken_in(cast, ROWS)
    pistol = Item.objects.get(kind="pistol")
    assert (pistol.barrel_mm, pistol.capacity, pistol.eu_category) == (102, 8, "B1")
    assert (pistol.quantity, pistol.quantity_unit) == (1, "pieces")  # its rounds are no firearms
    of = pistol.occurrence
    assert (of.incident.outcome, of.incident.killed, of.detection_equipment) == ("killed", 1, "Detector 1")
    role = of.person_roles.get()
    assert (role.category, role.person.sex, role.age) == ("victim", "female", 34)
    assert (of.vehicle_uses.get().vehicle.kind, of.goods.get().kind) == ("car", "heroin")
    assert Occurrence.objects.filter(items=None).get().person_roles.get().age == 17


def test_doubtful_cells_are_listed_in_place_and_mended_in_place(cast: Cast) -> None:
    batch = checked(cast, ROWS + BAD_ROWS)
    listed = [
        (row.number, p.column, p.code)
        for row in bad_rows(cast.registrar, batch.uid)
        for p in row.problems.all()
    ]
    assert listed == [
        (6, "Barrel", "ambiguous_length"),
        (7, "Killed", "bad_number"),
        (8, "Role", "unknown_wording"),
    ]
    mended = mend_cell(
        cast.registrar, uid=batch.uid, sheet="Regjistri", number=6, column="Barrel", wording="4 in"
    )
    assert not mended.is_refused
    # The age shows as wrong once the count of the killed can be read.
    worse = mend_cell(
        cast.registrar, uid=batch.uid, sheet="Regjistri", number=7, column="Killed", wording="1"
    )
    assert [p.column for p in worse.problems.all()] == ["Age"]
    assert [wording.wording for wording in open_wordings(cast.registrar, batch.uid)] == ["bystander"]
    answer_lookups(cast.registrar, uid=batch.uid, answers={("categories", "bystander"): "witness"})
    batch = applied(cast.registrar, check(cast.registrar, batch.uid))
    assert (batch.created, batch.refused) == (5, 1)
    assert Item.objects.get(occurrence__source_rows__key="4").barrel_mm == 102
    assert Statement.objects.filter(kind="looked_up", said__has_key="person.category").exists()


def test_bad_cells_go_out_in_a_workbook(cast: Cast) -> None:
    batch, out = checked(cast, ROWS + BAD_ROWS), io.BytesIO()
    mending_workbook(cast.registrar, uid=batch.uid, out=out)
    out.seek(0)
    cells = [cell.value for sheet in load_workbook(out) for line in sheet.iter_rows() for cell in line]
    assert "bystander" in cells
    assert "heroin" not in cells


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    taken_in(cast, ROWS)
    before = state()
    batch = taken_in(cast, ROWS)
    assert (batch.unchanged, batch.updated, batch.created) == (3, 0, 0)
    assert state() == before


def test_a_changed_row_is_followed_and_undone(cast: Cast) -> None:
    taken_in(cast, ROWS)
    before = state()
    changed = [
        [
            1,
            "05.03.2022",
            "pistol",
            "110",
            9,
            "B1",
            "fatal",
            2,
            "victim",
            "M",
            35,
            "car",
            "cocaine",
            "1",
            "Detector 1",
        ],
        *ROWS[1:],
    ]
    batch = taken_in(cast, changed)
    assert (batch.updated, batch.unchanged) == (1, 2)
    assert ("pistol", 110, 9, "B1", 1, "pieces") in state()[1]
    assert state() != before
    undo_batch(cast.registrar, uid=batch.uid, reason="the wrong file", is_queued=False)
    undone = undo(cast.registrar, batch.uid)
    assert (undone.state, undone.kept) == (State.UNDONE, [])
    assert state() == before


def test_undo_of_the_file_leaves_nobody_to_be_seen(cast: Cast) -> None:
    batch = taken_in(cast, ROWS)
    assert persons_visible_to(cast.registrar).count() == 3
    undo_batch(cast.registrar, uid=batch.uid, reason="the wrong file", is_queued=False)
    undo(cast.registrar, batch.uid)
    assert not persons_visible_to(cast.registrar).exists()
    assert VehicleUse.objects.count() == 1  # kept, and known to nobody


def test_a_layout_with_names_needs_the_right_to_see_persons(cast: Cast) -> None:
    blind = replace(cast.registrar, permissions=cast.registrar.permissions - {Permission.SEE_PERSONS})
    batch = receive_file(blind, stream=workbook(ROWS, HEADINGS), name="incidents.xlsx")
    use_layout(blind, uid=batch.uid, layout=layout())
    with pytest.raises(NotAllowed):
        use_layout(blind, uid=batch.uid, layout=layout(Device="person.family_name"))
    assert "person.family_name" not in choices_of_targets(blind)["item"].fields
    assert "person.sex" in choices_of_targets(blind)["item"].fields
    assert "person.family_name" in choices_of_targets(cast.registrar)["item"].fields


def test_the_row_is_kept_whole(cast: Cast) -> None:
    taken_in(cast, ROWS)
    assert SourceRow.objects.get(key="1").cells["Barrel"] == "10,2 cm"

"""What officers corrected of the reader's work leaves as labelled cases, for who may export and see persons, and is logged."""

from decimal import Decimal

import pytest

from headstamp.audit.models import Entry
from headstamp.desk.reading_cases import reading_cases
from headstamp.intake.reading.kinds import category_of, kind_of
from headstamp.intake.reading.scoring import score_of
from headstamp.kernel.errors import NotAllowed
from headstamp.registry.actions import edit_occurrence, note_read_text, record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Occurrence, ReadText
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.registry import rows

pytestmark = pytest.mark.django_db
TEXT = "U gjet një pistoletë Zastava M70 dhe 48 fishekë."
CORRECTED = (
    ItemFacts(kind="pistol", make="Zastava", model="M70", marks=(MarkFacts(as_read="T-77"),)),
    ItemFacts(kind="cartridge", quantity=Decimal(50), quantity_unit="rounds"),
)


@pytest.fixture
def record(cast: Cast) -> Occurrence:
    made = record_occurrence(
        cast.registrar, facts=OccurrenceFacts(kind="find", narrative=TEXT, items=CORRECTED)
    )
    note_read_text(cast.registrar, uid=made.uid)
    return made


def test_a_case_holds_the_text_what_is_read_and_what_was_saved(cast: Cast, record: Occurrence) -> None:
    (case,) = reading_cases(cast.analyst)
    assert (case["id"], case["lang"], case["text"]) == (record.uid, "sq", TEXT)
    assert case["read"] == ["pistol", "ammunition"]
    assert [(each["category"], each["quantity"], each["serial"]) for each in case["gold"]] == [
        ("pistol", 1, "T-77"),
        ("ammunition", 50, None),
    ]
    entry = Entry.objects.filter(verb="export_reading_cases").get()
    assert entry.kind == "disclosure"


def test_cases_are_what_the_score_takes(cast: Cast, record: Occurrence) -> None:
    score = score_of(list(reading_cases(cast.analyst)))
    assert score.all.counts["matched"] == score.all.counts["gold"] == 2
    assert score.all.f1 == 1
    assert (score.all.counts["quantity right"], score.all.counts["quantity"]) == (1, 2)


def test_a_record_whose_narrative_changed_since_is_no_case(cast: Cast, record: Occurrence) -> None:
    edit_occurrence(cast.registrar, uid=record.uid, version=record.version, changes={"narrative": "Other."})
    assert list(reading_cases(cast.analyst)) == []


def test_restricted_records_and_those_of_others_are_no_cases(cast: Cast, record: Occurrence) -> None:
    assert list(reading_cases(cast.partner)) == []
    circle = rows.circle(cast.registrar.id)
    Occurrence.objects.update(visibility="restricted", circle=circle)
    assert list(reading_cases(cast.in_circle(cast.registrar, circle.pk))) == []


@pytest.mark.parametrize("name", ["reader", "donor", "administrator", "auditor", "nobody"])
def test_who_may_not_export_or_see_persons_gets_none(cast: Cast, record: Occurrence, name: str) -> None:
    with pytest.raises(NotAllowed):
        list(reading_cases(getattr(cast, name)))


def test_saving_what_was_read_keeps_a_case_and_saving_what_was_typed_does_not(
    cast: Cast, without_second_factor: None
) -> None:
    client = client_of(cast, "registrar")
    typed = {
        "kind": "find",
        "narrative": TEXT,
        "visibility": "jurisdiction",
        "items.0.kind": "Pistol",
        "save": "yes",
    }
    client.post("/enter/", typed)
    assert not ReadText.objects.exists()
    client.post("/enter/", {**typed, "was_read": "yes"})
    assert ReadText.objects.get().by == cast.registrar.id


def test_every_kind_has_a_category_of_the_reader_and_the_other_way_round() -> None:
    found = {kind: category_of(kind) for kind in codes.codes("item_kinds")}
    assert found["pistol_cartridge"] == "ammunition"
    assert (found["carbine"], found["alarm_gas"], found["magazine"]) == ("rifle", "air_gas_alarm", "magazine")
    assert set(found.values()) <= {
        "pistol", "revolver", "rifle", "automatic_rifle", "submachine_gun", "machine_gun", "shotgun", "air_gas_alarm", "converted",
        "craft_made", "firearm_unspecified", "grenade", "explosive", "detonator", "ammunition", "magazine", "component", "other",
    }  # fmt: skip
    assert {category for category in found.values() if kind_of(category) not in found} == set()
    assert [each for each in set(found.values()) if category_of(kind_of(each)) != each] == []

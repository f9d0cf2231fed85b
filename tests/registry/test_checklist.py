from headstamp.registry.actions import record_occurrence
from headstamp.registry.checklist import State, checklist_of, suggestion_of
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.queries import open_item
from tests.cast import Cast


def _states(cast: Cast, item: ItemFacts, **facts: object) -> dict[str, State]:
    record = record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="seizure", items=(item,), **facts))  # type: ignore[arg-type]
    opened = open_item(cast.analyst, record.items.get().uid)
    return {line.name: line.state for line in checklist_of(opened, with_vehicles=True)}


def test_it_names_what_a_bare_pistol_lacks(cast: Cast) -> None:
    states = _states(cast, ItemFacts(kind="pistol", make="Zastava"))
    assert states["make"] == State.PRESENT
    assert {"model", "serial", "country_of_manufacture", "origin", "transport"} <= {
        name for name, state in states.items() if state == State.MISSING
    }


def test_a_number_that_was_removed_is_an_answer(cast: Cast) -> None:
    states = _states(cast, ItemFacts(kind="pistol", marks=(MarkFacts(state="removed"),)))
    assert states["serial"] == State.PRESENT


def test_rounds_need_no_serial_and_no_model(cast: Cast) -> None:
    states = _states(cast, ItemFacts(kind="cartridge"))
    assert {states["serial"], states["model"], states["eu_category"]} == {State.NOT_APPLICABLE}


def test_a_vehicle_is_asked_for_only_where_one_was_used(cast: Cast) -> None:
    assert _states(cast, ItemFacts(kind="pistol"), transport="on_foot")["vehicle"] == State.NOT_APPLICABLE
    assert _states(cast, ItemFacts(kind="pistol"), transport="personal_vehicle")["vehicle"] == State.MISSING


def test_an_airport_is_a_kind_of_place(cast: Cast) -> None:
    place = PlaceFacts(municipality="lipjan", kind="airport", jurisdiction="XK")
    assert _states(cast, ItemFacts(kind="pistol"), place=place)["place_kind"] == State.PRESENT


def test_ammunition_has_no_category_suggested(cast: Cast) -> None:
    record = record_occurrence(
        cast.registrar,
        facts=OccurrenceFacts(
            kind="seizure", items=(ItemFacts(kind="cartridge"), ItemFacts(kind="automatic_rifle"))
        ),
    )
    first, second = (open_item(cast.analyst, item.uid) for item in record.items.order_by("position"))
    assert suggestion_of(first) is None
    suggested = suggestion_of(second)
    assert suggested is not None
    assert suggested.category == "A2"


def test_who_may_not_see_vehicles_is_not_told_that_they_are_missing(cast: Cast) -> None:
    facts = OccurrenceFacts(kind="seizure", transport="personal_vehicle", items=(ItemFacts(kind="pistol"),))
    opened = open_item(cast.reader, record_occurrence(cast.registrar, facts=facts).items.get().uid)
    names = {line.name for line in checklist_of(opened, with_vehicles=False)}
    assert not names & {"vehicle", "carrier"}
    assert "transport" in names

from decimal import Decimal

from headstamp.desk.four_results import four_results
from headstamp.registry.actions import record_check, record_occurrence
from headstamp.registry.facts import CheckFacts, IncidentInput, ItemFacts, OccurrenceFacts, PlaceFacts
from tests.cast import Cast

PISTOL = ItemFacts(kind="pistol")


def _seize(cast: Cast, day: str, *items: ItemFacts, **facts: object) -> None:
    place = PlaceFacts(municipality="peje", jurisdiction="XK")
    record_occurrence(
        cast.registrar,
        facts=OccurrenceFacts(
            **({"kind": "seizure", "occurred_on": day, "items": items, "place": place} | facts)
        ),
    )  # type: ignore[arg-type]


def test_rounds_and_surrendered_guns_are_not_firearms_seized(cast: Cast) -> None:
    _seize(
        cast,
        "2021-02-03",
        PISTOL,
        ItemFacts(kind="cartridge", quantity=Decimal(50)),
        ItemFacts(kind="alarm_gas"),
    )
    _seize(cast, "2021", ItemFacts(kind="converted"))
    _seize(cast, "2021-05-01", PISTOL, kind="surrender")
    assert [(bar.name, bar.number) for bar in four_results(cast.analyst).seized] == [("2021", 2)]


def test_a_stranger_s_figures_are_his_own(cast: Cast) -> None:
    _seize(cast, "2021-02-03", PISTOL)
    assert four_results(cast.partner).seized == []
    assert four_results(cast.donor).seized == []


def test_a_rate_has_its_denominator_and_nothing_is_not_nought(cast: Cast) -> None:
    assert four_results(cast.analyst).detection == []
    record_check(
        cast.registrar,
        facts=CheckFacts(
            context="traffic_control",
            happened_on="2022-03",
            is_tally=True,
            checks_made=400,
            checks_with_find=6,
        ),
    )
    record_check(
        cast.registrar,
        facts=CheckFacts(
            context="border_check", happened_on="2022-03", is_tally=True, checks_made=900, checks_with_find=9
        ),
    )
    rate = four_results(cast.analyst).detection[0]
    assert (rate.year, rate.with_find, rate.checks) == ("2022", 6, 400)


def test_a_suicide_is_not_counted_as_killed(cast: Cast) -> None:
    _seize(cast, "2022-01-01", kind="incident", incident=IncidentInput(killed=1, injured=2))
    _seize(cast, "2022-01-02", kind="incident", incident=IncidentInput(killed=1, is_suicide=True))
    assert four_results(cast.analyst).incidents == [("2022", 2, 1, 2)]


def test_kinds_and_places_add_up_to_the_year(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL, PISTOL, ItemFacts(kind="rifle"))
    results = four_results(cast.analyst)
    assert results.seized_latest is not None
    assert (
        sum(bar.number for bar in results.by_kind)
        == sum(bar.number for bar in results.by_place)
        == results.seized_latest.number
        == 3
    )
    assert results.by_kind[0].percent == 100

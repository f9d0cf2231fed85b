"""Every figure equals the count, or the sum, of the list that it leads to: for every measure, year and bucket."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db.models import Sum

from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every
from headstamp.indicators.way import way_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Measure
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter
from headstamp.registry.models import IncidentFacts, LegalStatus, Place, Tracing
from headstamp.registry.queries import checks_visible_to, items_visible_to, occurrences_visible_to
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.registry import rows

DATES = ["", "2021", "2021-03", "2021-12-31", "2022-01-01", "2022-07-09"]
KINDS = ["seizure", "seizure", "seizure", "find", "surrender", "theft", "loss", "incident", "incident"]
UNITS = {
    "firearm": ["pieces"], "component": ["pieces"], "ammunition": ["rounds", "pieces", "kg"],
    "explosive": ["pieces", "kg", "m", "l"], "precursor": ["kg", "l", "pieces"], "pyrotechnic": ["pieces", "kg"],
}  # fmt: skip
ITEM_KINDS = {"firearm": ["pistol", "converted", "craft_made", "3d_printed"]}


@pytest.fixture
def office(cast: Cast) -> Cast:
    random = Random(7)
    for number in range(90):
        _occurrence(cast, random, number)
    for _ in range(25):
        made = random.choice([1, 12])
        rows.check(
            cast.unit, happened_on=random.choice(DATES[1:]), checks_made=made,
            checks_with_find=random.choice([0, 1, made]), is_tally=made > 1,
            context=random.choice(["patrol", "traffic_control", "house_search"]),
            municipality=random.choice(["", "peje"]), joint_with=random.choice(["", "AL"]),
        )  # fmt: skip
    refresh()
    return cast


def _occurrence(cast: Cast, random: Random, number: int) -> None:
    pick = random.choice
    kind = pick(KINDS)
    place = Place.objects.create(
        jurisdiction="XK", kind=pick(["", "inland", "airport", "unknown"]), crossing=pick(["", "merdare"])
    )
    made = rows.occurrence(
        pick([cast.unit, cast.unit, cast.other_unit, cast.partner_unit]), kind=kind, occurred_on=pick(DATES),
        visibility=pick(["unit", "jurisdiction"]), municipality=pick(["", "peje", "gjakove"]),
        context=pick(["", "unknown", "patrol"]), detection=pick(["", "dog"]), transport=pick(["", "bus"]),
        legal_ground=pick(["", "other"]), criminal_context=pick(["", "other"]), concealment=pick(["", "other"]),
        status=pick(["entered", "checked"]), place=pick([place, None]),
    )  # fmt: skip
    if kind == "incident":
        suicide = pick([True, False])
        IncidentFacts.objects.create(
            occurrence=made, context=pick(["", "suicide", "accident"]), killed=pick([None, 0, 2]), injured=pick([None, 1]),
            is_suicide=suicide, outcome=pick(["", "killed"]), relation=pick(["", "partner"]),
        )  # fmt: skip
    for _ in range(pick([0, 1, 2, 3])):
        _item(made, random, number)


def _item(made: Any, random: Random, number: int) -> None:
    pick = random.choice
    item_class = pick([*UNITS, "firearm", "firearm", "firearm"])
    item = rows.item(
        made, *(["123"] if pick([True, False]) else []), item_class=item_class, kind=pick(ITEM_KINDS.get(item_class, ["other"])),
        quantity_unit=pick(UNITS[item_class]), quantity=Decimal(pick([1, 1, 4])), make_code=pick(["", "zastava"]),
        model=pick(["", "M70"]), converted_from=pick(["", "", "alarm"]), is_printed=pick([True, False]),
        is_craft_made=pick([True, False]), is_reactivated=pick([True, False]), eu_category=pick(["", "B5"]),
        eu_category_by=pick(["", "2"]), year_of_manufacture=pick([None, 1890, 1980]), origin=pick(["", "RS"]),
    )  # fmt: skip
    if pick([True, False]):
        result = pick(["traced", "established", "pending", "not_traceable"])
        Tracing.objects.create(item=item, result=result, recorded_at=rows.NOW, recorded_by="1")
    item.marks.update(state=pick(["clear", "removed", "partial"]))
    for _ in range(pick([0, 0, 1, 3])):
        LegalStatus.objects.create(
            item=item,
            status=pick(["destroyed", "confiscated"]),
            since=pick(DATES),
            decision="1/22",
            recorded_at=rows.NOW,
            recorded_by="1",
        )


def listed(asker: Asker, measure: Measure, params: dict[str, str]) -> Decimal:
    """What a reader adds up on the list: its records, or what the figure is of each."""
    assert measure.way is not None
    found: Any
    if measure.way.records == "items":
        asked, problems = ItemFilter.from_params(params)
        found = items_visible_to(asker, asked)
    elif measure.way.records == "checks":
        asked_checks, problems = CheckFilter.from_params(params)
        found = checks_visible_to(asker, asked_checks)
    else:
        asked_occurrences, problems = OccurrenceFilter.from_params(params)
        found = occurrences_visible_to(asker, asked_occurrences)
    assert problems == {}
    count = measure.numerator or measure.denominator
    column = (
        {"killed": "incident__killed", "injured": "incident__injured"}.get(count.adds, count.adds)
        if count
        else ""
    )
    return Decimal((found.aggregate(sum=Sum(column))["sum"] or 0) if column else found.count())


def numbers(figure: Figure) -> set[Decimal | None]:
    return {figure.value, figure.numerator, figure.denominator}


EXACT = [m.id for m in measures().values() if m.table != "persons"]
WHOLE = (
    "firearms-seized",
    "incidents",
    "checks-made",
    "firearms-destroyed",
    "firearms-seized-found-surrendered",
)


def splits(measure: Measure) -> list[tuple[str, ...]]:
    """One measure of each list is split by everything it may be, the others by one thing."""
    columns = measure.by if measure.id in WHOLE else measure.by[len(measure.id) % len(measure.by) :][:1]
    return [(name,) for name in columns]


@pytest.mark.parametrize(("people", "split"), [("analyst", True), ("reader", False)])
def test_a_figure_equals_the_list_it_leads_to(office: Cast, people: str, split: bool) -> None:
    asker, compared, wrong = getattr(office, people), 0, []
    with open_for(asker) as view:
        for id in EXACT:
            measure = measures()[id]
            for by in splits(measure) if split else [()]:
                for figure in figures(view, measure, Asked(by=by)):
                    params = way_to(measure, figure)
                    if params is None:
                        continue
                    compared += 1
                    if listed(asker, measure, params) not in numbers(figure):
                        wrong.append((id, figure.period, dict(figure.by), figure.value, params))
    assert wrong == []
    assert compared > 200


@pytest.mark.parametrize("every", [Every.HALF_YEAR, Every.MONTH, Every.TWO_YEARS, Every.ALL])
def test_it_does_for_every_length_of_period(office: Cast, every: Every) -> None:
    measure = measures()["firearms-seized"]
    with open_for(office.analyst) as view:
        found = figures(view, measure, Asked(every=every))
    for figure in found:
        params = way_to(measure, figure)
        if params is None:
            assert figure.value is None or figure.period.endswith("-unknown")
        else:
            assert listed(office.analyst, measure, params) == figure.value, figure.period

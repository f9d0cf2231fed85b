"""Whether two occurrences are one event, told by two agencies or two outlets, in whatever language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.intake.reading.reader import read
from headstamp.matching.compare.event import Event, compare_events
from headstamp.matching.records import Verdict

SEIZURE = Event(
    kind="seizure",
    date="2021-05-06",
    place="XK-PZ",
    items={"automatic_rifle": 1, "cartridge": 360},
    source="police",
)
EVENTS = st.builds(
    Event,
    kind=st.sampled_from(["", "seizure", "incident", "loss"]),
    date=st.sampled_from(["", "2021", "2021-05", "2021-05-06", "2021-05-07", "2022-01-01"]),
    place=st.sampled_from(["", "XK-PZ", "XK-PE"]),
    items=st.dictionaries(st.sampled_from(["pistol", "rifle", "cartridge"]), st.integers(0, 400), max_size=3),
    numbers=st.lists(st.sampled_from(["C-128765", "C128765", "A998877", "0000"]), max_size=2).map(tuple),
    source=st.sampled_from(["", "police", "paper"]),
)


def told(**other):
    values = (
        {name: getattr(SEIZURE, name) for name in Event.__dataclass_fields__} | {"source": "paper"} | other
    )
    return compare_events(SEIZURE, Event(**values)).verdict


def test_one_event_told_by_two_is_the_same():
    assert told() is Verdict.SAME


def test_a_paper_that_tells_it_a_day_later_and_rounds_is_for_a_person_to_judge():
    assert told(date="2021-05-07", items={"automatic_rifle": 1, "cartridge": 350}) is Verdict.UNSURE


def test_a_shared_number_joins_what_is_told_a_day_later():
    one = Event(kind="seizure", date="2021-05-06", place="XK-PZ", items={"pistol": 1}, numbers=("C-128765",))
    other = Event(kind="find", date="2021-05-07", place="XK-PZ", items={"pistol": 1}, numbers=("С128765",))
    assert compare_events(one, other).verdict is Verdict.SAME


@pytest.mark.parametrize("other", [{"date": "2021-09-06"}, {"place": "XK-PE", "items": {"pistol": 1}}])
def test_another_day_or_place_is_another_event(other):
    assert told(**other) is Verdict.DIFFERENT


def test_without_a_place_it_is_never_more_than_a_guess():
    assert told(place="") is Verdict.UNSURE


def test_a_placeholder_is_no_shared_number():
    one = Event(date="2021-05-06", numbers=("izbrušen",))
    assert compare_events(one, one).features[4].weight == 0


def test_one_event_told_in_two_languages_is_the_same():
    albanian = "Më 06.05.2021 në Prizren u sekuestrua një pushkë automatike AK-47 dhe 360 fishekë 7.62 mm."
    serbian = "Dana 06.05.2021. u Prizrenu zaplenjena je jedna automatska puška AK-47 i 360 metaka 7,62 mm."
    macedonian = "На 07.05.2021 во Призрен запленети се 12 пиштоли и 40 метри фитил."
    assert compare_events(read_event(albanian), read_event(serbian)).verdict is Verdict.SAME
    assert compare_events(read_event(albanian), read_event(macedonian)).verdict is not Verdict.SAME


def read_event(text):
    found = read(text)
    items = {item.category: item.quantity or 0 for item in found.items}
    return Event(date=found.dates[0].value, place=found.places[0].code, items=items, source=found.lang)


@given(EVENTS, EVENTS)
def test_comparing_events_is_symmetric(one, other):
    there, back = compare_events(one, other), compare_events(other, one)
    assert (there.verdict, there.probability) == (back.verdict, back.probability)
    assert list(map(str, there.why)) == list(map(str, back.why))

"""What the laboratory tells of an item's life: done, due and missing, in as many questions however much there is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.forensics import actions
from headstamp.forensics.facts import FireFacts, RestorationFacts
from headstamp.forensics.queries.story import events_of
from headstamp.kernel.story import Event, Tense
from tests.cast import Cast
from tests.forensics.office import Laboratory, exhibit_of, opinion, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def told(events: list[Event], tense: Tense) -> list[str]:
    return [str(event.words) for event in events if event.tense is tense]


def test_a_firearm_that_nobody_examined_is_missing_it(lab: Laboratory) -> None:
    assert told(events_of(lab.asking, lab.item()), Tense.MISSING) == ["No laboratory was asked to examine it"]
    assert events_of(lab.asking, lab.case()) == []


def test_what_is_due_says_by_when_and_from_whom(lab: Laboratory) -> None:
    item = lab.item()
    made = lab.drafted(item)
    actions.ask_laboratory(lab.asking, request=made.uid)
    (due,) = [event for event in events_of(lab.asking, item) if event.tense is Tense.DUE]
    assert (due.on, due.by, due.key) == (made.due_on.isoformat(), "Invented laboratory", made.uid)


def test_what_was_found_is_told_with_leads(lab: Laboratory) -> None:
    item = lab.item()
    made = lab.examining(item)
    exhibit = exhibit_of(made)
    facts = RestorationFacts(date(2024, 4, 2), "heat", "frame", reading="12?4")
    actions.record_restoration(lab.first, exhibit=exhibit.uid, facts=facts, item_version=version_of(item))
    actions.record_test_fire(lab.first, exhibit=exhibit.uid, facts=FireFacts(date(2024, 4, 3), 2))
    lead = lab.lead(item, lab.case())
    events = events_of(lab.asking, item)
    assert "Number restored: 12?4" in told(events, Tense.DONE)
    assert "Test fire: 2 rounds" in told(events, Tense.DONE)
    assert "Ballistic lead: not compared yet" in told(events, Tense.DUE)
    actions.compare_lead(lab.first, lead=lead.uid, opinion=opinion())
    actions.verify_lead(lab.second, lead=lead.uid, opinion=opinion())
    assert "Ballistic hit" in told(events_of(lab.asking, item), Tense.DONE)


def test_it_tells_nothing_to_who_may_not_know_of_what_went_with_the_item(lab: Laboratory) -> None:
    item = lab.item()
    lab.reported(item, lab.item(visibility="unit"))
    lab.lead(item, lab.case(visibility="unit"))
    assert told(events_of(lab.outside, item), Tense.DONE) == []
    assert len(told(events_of(lab.first, item), Tense.DONE)) == 3


def test_it_asks_as_often_however_much_there_is(lab: Laboratory) -> None:
    item = lab.item()

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            events_of(lab.asking, item)
        return len(queries)

    lab.reported(item)
    lab.lead(item)
    once = asked()
    for _each in range(3):
        lab.reported(item)
        lab.hit(item)
    assert asked() == once

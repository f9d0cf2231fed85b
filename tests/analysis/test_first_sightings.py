"""What was never seen before: only what can only be new, and never to an office that has just begun."""

from headstamp.analysis.first_sightings import (
    FirstSighting,
    Sighting,
    Subject,
    first_sightings,
    is_old_enough,
)

SINCE = 2022 * 12 + 8  # September 2022


def new(*dates: str, value: str = "3d", subject: Subject = Subject.CONVERSION) -> list[FirstSighting]:
    return first_sightings((Sighting(subject, value, on, n) for n, on in enumerate(dates, 1)), SINCE)


def test_what_is_only_in_the_months_looked_at_is_new() -> None:
    assert new("2022-10-05", "2022-09") == [FirstSighting(Subject.CONVERSION, "3d", SINCE, 2, 2)]


def test_what_was_seen_before_is_not() -> None:
    assert new("2022-10-05", "2022-08-31") == []


def test_a_year_may_mean_its_first_day() -> None:
    assert new("2022-10-05", "2022") == []
    assert new("2022") == []


def test_a_record_without_a_date_may_be_older_than_all() -> None:
    assert new("2022-10-05", "") == []


def test_each_thing_is_judged_by_itself() -> None:
    seen = [
        Sighting(Subject.ROUTE, "RS>DE", "2022-09-02", 1),
        Sighting(Subject.ROUTE, "RS>AT", "2021-09-02", 2),
        Sighting(Subject.MAKE, "RS>DE", "2020-01-02", 3),
    ]
    assert [(each.subject, each.value) for each in first_sightings(seen, SINCE)] == [(Subject.ROUTE, "RS>DE")]


def test_nothing_is_new_to_an_office_that_has_just_begun() -> None:
    assert not is_old_enough(SINCE - 11, SINCE, 5000)
    assert not is_old_enough(SINCE - 60, SINCE, 99)
    assert is_old_enough(SINCE - 12, SINCE, 100)

"""Laws of checks made and of operations."""

from datetime import datetime

from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import CheckFacts, HouseSearchFacts, OperationFacts
from headstamp.registry.laws.occurrence import check_place, check_visibility
from headstamp.registry.laws.problems import Problems
from headstamp.registry.laws.values import check_codes, check_date, check_required, check_texts
from headstamp.registry.models import Check, HouseSearch, Operation

_CHECK_CODES: dict[str, str | tuple[str, ...]] = {"context": "search_contexts", "joint_with": "jurisdictions"}
_OPERATION_CODES: dict[str, str | tuple[str, ...]] = {"joint_with": "jurisdictions"}
_MOST = 2_000_000_000


def check_check(facts: CheckFacts, problems: Problems, before: CheckFacts | None = None) -> None:
    """Find everything wrong with a check made, or a tally of checks."""
    check_required(facts, ("context", "happened_on"), "", problems)
    check_codes(facts, _CHECK_CODES, "", problems, before)
    check_texts(facts, Check, ("detector", "notes"), "", problems)
    check_date(facts.happened_on, "happened_on", problems)
    if facts.place:
        check_place(facts.place, "place.", problems, before.place if before else None)
    check_visibility(facts.visibility, facts.circle, "", problems)
    _check_counts(facts, problems)
    if facts.house_search:
        _check_house_search(facts.house_search, problems)


def _check_counts(facts: CheckFacts, problems: Problems) -> None:
    if not 1 <= facts.checks_made < _MOST:
        problems.add("checks_made", say(gettext_noop("Write how many checks were made, 1 or more.")))
    elif facts.checks_made > 1 and not facts.is_tally:
        problems.add(
            "checks_made", say(gettext_noop("More than one check is a tally: say so, or enter each check."))
        )
    if not 0 <= facts.checks_with_find <= facts.checks_made:
        message = gettext_noop(
            "Checks that found something cannot be more than checks made, nor less than 0."
        )
        problems.add("checks_with_find", say(message))
    if facts.area_m2 is not None and not 0 <= facts.area_m2 < _MOST:
        problems.add("area_m2", say(gettext_noop("Write the area in square metres, 0 or more.")))


def _check_house_search(facts: HouseSearchFacts, problems: Problems) -> None:
    check_texts(
        facts,
        HouseSearch,
        ("order_number", "witnesses", "photo_list", "signatures"),
        "house_search.",
        problems,
    )
    moments: dict[str, datetime | None] = {}
    for name in ("started_at", "ended_at"):
        try:
            moments[name] = moment(getattr(facts, name))
        except ValueError:
            problems.add(
                f"house_search.{name}", say(gettext_noop("Write date and time as YYYY-MM-DDTHH:MM."))
            )
    started, ended = moments.get("started_at"), moments.get("ended_at")
    if started and ended and ended < started:
        problems.add("house_search.ended_at", say(gettext_noop("The end lies before the beginning.")))


def moment(text: str) -> datetime | None:
    """A local date and time without a zone, or None for ''; ValueError if it is neither."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError("a local time has no zone")
    return found


def check_operation(facts: OperationFacts, problems: Problems, before: OperationFacts | None = None) -> None:
    """Find everything wrong with an operation; its dates may lie ahead."""
    check_required(facts, ("name",), "", problems)
    check_codes(facts, _OPERATION_CODES, "", problems, before)
    check_texts(facts, Operation, ("name", "plan", "outcome"), "", problems)
    starts = check_date(facts.starts_on, "starts_on", problems, may_be_future=True)
    ends = check_date(facts.ends_on, "ends_on", problems, may_be_future=True)
    if starts and ends and ends.latest < starts.earliest:
        problems.add("ends_on", say(gettext_noop("The end lies before the beginning.")))
    check_visibility(facts.visibility, facts.circle, "", problems)

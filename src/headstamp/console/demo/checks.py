"""Checks made, as an officer enters them: a month's tally for each context and place, and the days of one operation."""

from collections.abc import Iterator

from headstamp.audit.actions import recording
from headstamp.console.demo.dice import dice_for
from headstamp.console.demo.drawing import events
from headstamp.console.demo.plan import plan
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_check, record_operation
from headstamp.registry.facts import CheckFacts, OperationFacts, PlaceFacts


def record_checks(asker: Asker, year: int) -> None:
    """The year's tallies, a month in one transaction."""
    for month in range(1, 13):
        with recording(asker):
            for facts in _tallies(year, month):
                record_check(asker, facts=facts)


def _tallies(year: int, month: int) -> Iterator[CheckFacts]:
    """Finds are counted from the invented occurrences themselves; places not kept apart are one tally without a place."""
    dice = dice_for("checks", year, month)
    told = [event for event in events(year) if event.day.month == month]
    for context, share in plan()["checks"].items():
        apart = plan()["tallied_apart"][context]
        found = [event.municipality for event in told if event.context == context]
        for municipality in (*apart, ""):
            finds = sum((each if each in apart else "") == municipality for each in found)
            made = finds * share + 1 + dice.randrange(share * 2)
            place = PlaceFacts(municipality=municipality, jurisdiction="XK") if municipality else None
            yield CheckFacts(
                context=context, happened_on=f"{year}-{month:02}", is_tally=True, checks_made=made, checks_with_find=finds,
                place=place,
            )  # fmt: skip


def record_joint_operation(asker: Asker) -> None:
    """Ten days of joint patrols under one operation."""
    dice = dice_for("operation")
    operation = record_operation(
        asker,
        facts=OperationFacts(
            name="Demo operation: roads in autumn", plan="Invented: joint controls on two roads for ten days.", starts_on="2022-10-03", ends_on="2022-10-12",
            is_intelligence_led=True, joint_with="MK", outcome="Invented: see the checks and finds that name this operation.",
        ),
    )  # fmt: skip
    for day in range(3, 13):
        record_check(
            asker,
            facts=CheckFacts(
                context="joint_patrol", happened_on=f"2022-10-{day:02}", checks_with_find=int(dice.random() < 0.3), operation=operation.uid, joint_with="MK",
                place=PlaceFacts(municipality="hani_i_elezit", jurisdiction="XK"),
            ),
        )  # fmt: skip

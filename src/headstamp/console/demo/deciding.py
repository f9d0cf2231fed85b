"""What officers and the examiner do after the files are in: suspects and vehicles, EU categories, destruction by decision."""

from collections.abc import Sequence

from headstamp.audit.actions import recording
from headstamp.console.demo.dice import Dice, dice_for
from headstamp.console.demo.plan import plan
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import confirm_eu_category, edit_occurrence, set_legal_status
from headstamp.registry.facts import PersonFacts, VehicleFacts
from headstamp.registry.models import Item, Occurrence

_AT_ONCE = 20  # records in one transaction: other writers wait for it
_BY_CAR = frozenset({"personal_vehicle"})


def name_suspects(asker: Asker, year: int) -> None:
    """Suspects, and the car where there was one, of some seizures of the asker's unit."""
    dice = dice_for("suspects", year)
    seizures = Occurrence.objects.filter(kind="seizure", unit=asker.unit, occurred_on__startswith=str(year))
    every = max(seizures.count() // plan()["suspects_each_year"], 1)
    with recording(asker):
        for number, found in enumerate(seizures.order_by("occurred_on", "id")[::every], 1):
            car = VehicleFacts(
                registration=f"DEMO {year}-{number}", kind="car", jurisdiction_of_registration="XK"
            )
            edit_occurrence(
                asker,
                uid=found.uid,
                version=found.version,
                changes={
                    "persons": (_suspect(dice, year, number),),
                    "vehicles": (car,) if found.transport in _BY_CAR else (),
                },
            )


def _suspect(dice: Dice, year: int, number: int) -> PersonFacts:
    return PersonFacts(
        role="possessor",
        category="suspect",
        alias=f"Demo suspect {year}-{number}",
        sex="female" if dice.random() < 0.05 else "male",
        born_on=str(year - dice.choice([17, 19, 22, 24, 27, 31, 35, 38, 44, 52, 63])),
        nationality="XK" if dice.random() < 0.8 else dice.choice(["AL", "RS", "MK", "ME"]),
    )


def confirm_categories(examiner: Asker, year: int) -> None:
    """The EU category of some firearms, where the kind settles it."""
    known = plan()["eu"]
    firearms = Item.objects.filter(
        kind__in=known, unit=examiner.unit, occurrence__kind="seizure", occurred_on__startswith=str(year)
    )
    with recording(examiner):
        for item in firearms.order_by("occurred_on", "id")[: plan()["examined_each_year"]]:
            confirm_eu_category(examiner, uid=item.uid, version=item.version, category=known[item.kind])


def destroy(asker: Asker) -> None:
    """Firearms that a decision took away before are destroyed together on the days of the plan."""
    for day, number in plan()["destroyed"].items():
        confiscated = Item.objects.filter(
            unit=asker.unit, item_class="firearm", legal_status="confiscated", legal_status_on__lt=str(day)
        )
        _destroy(asker, list(confiscated.order_by("occurred_on", "id")[:number]), str(day))


def _destroy(asker: Asker, items: Sequence[Item], day: str) -> None:
    for start in range(0, len(items), _AT_ONCE):
        with recording(asker):
            for item in items[start : start + _AT_ONCE]:
                set_legal_status(
                    asker, uid=item.uid, version=item.version, status="destroyed", since=day,
                    decision=f"DEMO commission of {day}",
                )  # fmt: skip

"""Whatever rows tell besides their items: the record follows the file, and undo puts back what was before."""

import random
from collections import Counter
from typing import Any

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.target import RowFacts
from headstamp.registry.actions.undoing import undo_source
from headstamp.registry.models import LinkedCrime, OtherGoods, PersonRole, VehicleUse

from .intake import row, take_in
from .test_bulk_parts import told

CHOICES: dict[str, list[Any]] = {
    "person__sex": [None, "male", "female"],
    "person__age": [None, 0, 17, 34, 35],
    "person__number": [None, None, "1", "2"],
    "person__nationality": [None, "XK"],
    "person_2__age_group": [None, "age_25_34", "age_65_up"],
    "person_2__alias": [None, None, "Demo"],
    "vehicle__kind": [None, "car", "lorry"],
    "vehicle__registration": [None, "01-TEST-1", "01 TEST 2"],
    "goods__kind": [None, "heroin", "money"],
    "crime__linked": [None, "drugs", "terrorism"],
    "crime__linked_2": [None, "murder"],
}
ALWAYS = {
    "person__role": "possessor",
    "person__category": "suspect",
    "person_2__role": "witness",
    "person_2__category": "witness",
}


def any_rows(dice: random.Random, groups: dict[str, str]) -> list[RowFacts]:
    rows = []
    for key, group in groups.items():
        said = {name: dice.choice(values) for name, values in CHOICES.items()}
        rows.append(row(key, group, **ALWAYS, **said, item__model=dice.choice(["M57", "M70"])))
    dice.shuffle(rows)
    return rows


def content() -> list[Counter[Any]]:
    """What every occurrence says of its parts, whoever the persons are."""
    person = ("sex", "nationality", "alias")
    found = [
        PersonRole.objects.values_list(
            "occurrence", "role", "age", "age_group", "told_as", *(f"person__{n}" for n in person)
        ),
        VehicleUse.objects.values_list("occurrence", "vehicle__kind", "vehicle__registration"),
        OtherGoods.objects.values_list("occurrence", "kind"),
        LinkedCrime.objects.values_list("occurrence", "crime"),
    ]
    return [Counter(rows) for rows in found]


@pytest.mark.parametrize("seed", range(12))
def test_any_rows_are_followed_and_undone(registrar: Asker, seed: int) -> None:
    dice = random.Random(seed)
    groups = {str(n): dice.choice(["", "A", "B"]) for n in range(1, 7)}
    first, second = any_rows(dice, groups), any_rows(dice, groups)
    take_in(registrar, first, chunk=dice.choice([1, 2, 100]))
    before, said = told(), content()
    assert set(take_in(registrar, first).words) == {"unchanged"}
    assert told() == before
    later = take_in(registrar, second, chunk=dice.choice([1, 3, 100]))
    undo_source(registrar, source=later.source, pause=lambda: None)
    assert told() == before
    assert set(take_in(registrar, first).words) == {"unchanged"}
    take_in(registrar, second)
    assert "created" not in take_in(registrar, first).words
    assert content() == said

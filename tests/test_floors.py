"""No foreign key points up or sideways in the house, and none hangs a reverse accessor on a room below."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]


def floors() -> dict[str, int]:
    """Room to floor, 0 at the bottom, as import-linter is told."""
    layers = next(contract for contract in CONTRACTS if contract["id"] == "floors")["layers"]
    return {
        room: height for height, layer in enumerate(reversed(layers)) for room in re.findall(r"\w+", layer)
    }


def room_of(model: type[Model]) -> str | None:
    """The room a model belongs to, or None when it comes from a library."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "headstamp" else None


def arrows() -> Iterator[tuple[str, str, "Field[object, object]"]]:
    """Every relation between two rooms of the house: from, to, field."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and isinstance(field.related_model, type):
                start, end = room_of(model), room_of(field.related_model)
                if start and end and start != end:
                    yield start, end, field


def test_every_foreign_key_falls() -> None:
    height = floors()
    assert [str(field) for start, end, field in arrows() if height[start] <= height[end]] == []


def test_no_room_hangs_an_accessor_on_another() -> None:
    assert [
        str(field) for _, _, field in arrows() if not (field.remote_field and field.remote_field.hidden)
    ] == []


def test_the_walk_sees_the_arrows_that_exist() -> None:
    assert ("registry", "accounts") in {(start, end) for start, end, _ in arrows()}


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "headstamp").glob("*/__init__.py")}
    assert rooms - set(floors()) == set()

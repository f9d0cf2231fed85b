"""What is drawn: events and things in codes and plain words, before anybody's spelling; and the plan they are drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of a workbook. `status` is what it is in law at the end, since `status_on`, by `decision`."""

    kind: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    serial: str = ""
    serial_state: str = "clear"
    quantity: float = 1
    unit: str = "pieces"
    made_in: str = ""
    action: str = ""
    national: str = ""
    converted_from: str = ""
    status: str = ""
    status_on: date | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence as an agency will write it; `point` is latitude and longitude."""

    agency: str
    day: date
    hour: str
    municipality: str
    context: str
    concealment: str
    detection: str
    kind: str = "seizure"
    origin: str = ""
    dispatch: str = ""
    destination: str = ""
    things: tuple[Thing, ...] = field(default_factory=tuple)
    legal_ground: str = ""
    criminal_context: str = ""
    transport: str = ""
    place_kind: str = "inland"
    crossing: str = ""
    settlement: str = ""
    place_text: str = ""
    point: tuple[float, float] | None = None


@cache
def plan() -> Mapping[str, Any]:
    """The plan file, read once."""
    content: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "plan.yaml").read_text(encoding="utf-8")
    )
    return content

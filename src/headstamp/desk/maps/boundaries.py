"""The office's own boundaries: a file is received, a property chosen that names municipalities, then they are in force.

They are public shapes and no record of anybody; who changes them is in the log. They lie in the home, not in the
database: `waiting.json` until a property is chosen, `municipalities.json` from then on.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone
from shapely.geometry import mapping, shape

from headstamp.accounts.permissions import Permission
from headstamp.analysis.boundaries import (
    LIMITS,
    Area,
    Matched,
    PropertySeen,
    checked,
    match,
    properties_of,
    read,
)
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say

RIGHTS = (Permission.MANAGE_ACCOUNTS, Permission.APPROVE)
"""Either may change the boundaries: who sets the office up, or who answers for its figures."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was received and whose property is not yet chosen."""

    name: str
    areas: int
    repaired: int
    properties: list[PropertySeen]


@dataclass(frozen=True, slots=True)
class InForce:
    """The boundaries that maps are drawn with: GeoJSON features with `code` and `population` (or None)."""

    name: str
    origin: str
    loaded_at: str
    loaded_by: str
    features: list[dict[str, Any]]

    @property
    def population(self) -> dict[str, int]:
        """Inhabitants by municipality, where the file says them."""
        told = (each["properties"] for each in self.features)
        return {each["code"]: each["population"] for each in told if each["population"]}


def receive_boundaries(asker: Asker, *, stream: BinaryIO, name: str) -> None:
    """Check a GeoJSON or GeoPackage file and keep it until somebody says which property names the municipalities.

    Invalid says why a file cannot be used. One that waited before is replaced.
    """
    _must(asker)
    content = stream.read(LIMITS.bytes + 1)
    found = checked(read(content), asker.jurisdiction)
    kept = {
        "name": name[-120:],
        "sha256": hashlib.sha256(content).hexdigest(),
        "repaired": found.repaired,
        "features": [
            {"properties": dict(area.properties), "geometry": mapping(area.shape)} for area in found.areas
        ],
    }
    with recording(asker) as log:
        log.administration("boundaries", kept["sha256"], "receive_boundaries", values={"name": name})
        _write(_waiting(), kept)


def waiting_boundaries(asker: Asker) -> Waiting | None:
    """The file that waits, with what its properties could be used for."""
    _must(asker)
    kept = _read(_waiting())
    if kept is None:
        return None
    return Waiting(
        kept["name"], len(kept["features"]), kept["repaired"], properties_of(_areas(kept, with_shapes=False))
    )


def use_boundaries(asker: Asker, *, names_in: str, people_in: str = "", origin: str = "") -> Matched:
    """Draw maps with the waiting file from now on; `names_in` is the property that names the municipalities,
    `people_in` the one that counts inhabitants. Invalid where it names none; NotFound if no file waits."""
    _must(asker)
    kept = _read(_waiting())
    if kept is None:
        raise NotFound(say(gettext_noop("No file waits. Send it again.")))
    matched = match(_areas(kept), names_in, people_in)
    if not matched.features:
        message = gettext_noop("This property names no municipality of the list. Choose another.")
        raise Invalid({"names_in": [say(message)]})
    in_force = {
        "name": kept["name"],
        "sha256": kept["sha256"],
        "origin": origin.strip()[:300],
        "loaded_at": timezone.now().isoformat(),
        "loaded_by": asker.id,
        "features": list(matched.features.values()),
    }
    values = {"names_in": names_in, "people_in": people_in, "origin": origin}
    with recording(asker) as log:
        log.administration("boundaries", kept["sha256"], "use_boundaries", values, values=values)
        _write(_in_force(), in_force)
    _waiting().unlink(missing_ok=True)
    return matched


def drop_boundaries(asker: Asker, *, waiting: bool = False) -> None:
    """Draw circles again instead of areas; with `waiting` forget the file that waits, and leave what is in force."""
    _must(asker)
    path = _waiting() if waiting else _in_force()
    kept = _read(path)
    if kept is None:
        raise NotFound(say(gettext_noop("There is nothing to remove.")))
    with recording(asker) as log:
        log.administration(
            "boundaries", kept["sha256"], "forget_waiting_boundaries" if waiting else "drop_boundaries"
        )
        path.unlink(missing_ok=True)


def boundaries_in_force() -> InForce | None:
    """What maps are drawn with, or None: then municipalities are circles at their seats."""
    kept = _read(_in_force())
    if kept is None:
        return None
    return InForce(**{name: kept[name] for name in ("name", "origin", "loaded_at", "loaded_by", "features")})


def _must(asker: Asker) -> None:
    if not any(asker.may(right) for right in RIGHTS):
        asker.must(RIGHTS[0])


def _areas(kept: dict[str, Any], *, with_shapes: bool = True) -> list[Area]:
    return [
        Area(shape(each["geometry"]) if with_shapes else None, each["properties"])
        for each in kept["features"]
    ]


def _waiting() -> Path:
    return Path(settings.HEADSTAMP_BOUNDARIES) / "waiting.json"


def _in_force() -> Path:
    return Path(settings.HEADSTAMP_BOUNDARIES) / "municipalities.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return kept


def _write(path: Path, content: dict[str, Any]) -> None:
    """Whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    coming = path.with_suffix(".coming")
    coming.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
    os.replace(coming, path)

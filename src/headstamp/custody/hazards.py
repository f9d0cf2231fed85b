"""Dangerous goods that may not lie in one room: groups and pairs from hazards.yaml, which names its sources. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from headstamp.kernel.text import Message, gettext_noop, say

NONE = ""

NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "initiator": say(gettext_noop("Detonators and other initiators")),
        "propellant": say(gettext_noop("Propellant powder")),
        "blasting": say(gettext_noop("Explosives without means of initiation")),
        "fuzed": say(gettext_noop("Grenades and rockets with fuze, or not known to be without")),
        "unfuzed": say(gettext_noop("Grenades without fuze, as an expert found")),
        "pyrotechnic": say(gettext_noop("Pyrotechnics")),
        "unstable": say(gettext_noop("Home-made explosives and devices")),
        "precursor": say(gettext_noop("Precursors")),
        "small_arms": say(gettext_noop("Small-arms ammunition")),
    }
)


@dataclass(frozen=True, slots=True)
class Rules:
    """`by_kind` and `by_class` say to which group goods belong; `apart` holds pairs that may not lie in one room."""

    by_kind: Mapping[str, str]
    by_class: Mapping[str, str]
    apart: frozenset[frozenset[str]]
    source: str


@cache
def rules() -> Rules:
    told = yaml.safe_load((Path(__file__).parent / "hazards.yaml").read_text(encoding="utf-8"))
    groups = told["groups"]
    if set(groups) != set(NAMES):
        raise ValueError(f"hazards.yaml: groups without a name: {set(groups) ^ set(NAMES)}")
    return Rules(
        {kind: name for name, group in groups.items() for kind in group["kinds"]},
        {each: name for name, group in groups.items() for each in group.get("classes", ())},
        frozenset(frozenset({name, other}) for name, others in told["apart"].items() for other in others),
        told["source"],
    )


def hazard_of(kind: str, item_class: str) -> str:
    """The group of an item of this kind; '' for what is not dangerous by itself. A grenade counts as fuzed."""
    known = rules()
    return known.by_kind.get(kind) or known.by_class.get(item_class, NONE)


def not_with(hazard: str) -> frozenset[str]:
    """The groups that may not lie in a room with this one."""
    pairs = [pair for pair in rules().apart if hazard in pair]
    return frozenset(next(iter(pair - {hazard}), hazard) for pair in pairs)

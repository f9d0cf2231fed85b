"""By which channels an office may ask, and what each requires: data of the list “channels”, which an office changes in its
overlay. No Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary import codes
from headstamp.vocabulary.codes import Code

LIST = "channels"
NUMBERLESS = frozenset({"removed", "absent"})
"""States of a mark in which a request may go without the number: the request then says so."""

FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "make": say(gettext_noop("Make")),
        "model": say(gettext_noop("Model")),
        "kind": say(gettext_noop("Kind")),
        "calibre": say(gettext_noop("Calibre")),
        "serial": say(gettext_noop("Serial number")),
        "serial_state": say(gettext_noop("State of the number")),
        "country_of_manufacture": say(gettext_noop("Country of manufacture")),
        "year_of_manufacture": say(gettext_noop("Year of manufacture")),
        "other_markings": say(gettext_noop("Other markings")),
        "importer": say(gettext_noop("Importer")),
        "recovered_on": say(gettext_noop("Recovered on")),
        "recovered_at": say(gettext_noop("Place of recovery")),
        "priority": say(gettext_noop("Priority")),
        "crime_code": say(gettext_noop("Crime code")),
        "agency": say(gettext_noop("Requesting agency")),
    }
)
"""What a request can say of a firearm and its recovery, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`requires` are names of FIELDS; `source` is the paper that says so, '' where nobody has checked it. `shape` names the
    structured file ('': the office's own)."""

    code: str
    requires: tuple[str, ...]
    source: str
    answer_days: int
    shape: str
    importer_unless: str

    def label(self, language: str) -> str:
        return codes.label(LIST, self.code, language)


def channels_of(jurisdiction: str) -> list[Channel]:
    """The channels by which an office of this jurisdiction may send a trace request, in the order of the list."""
    return [_channel(each) for each in codes.codes(LIST).values() if _has(each, jurisdiction)]


def channel_of(jurisdiction: str, code: str) -> Channel | None:
    """The channel, None for one that the jurisdiction lacks."""
    found = codes.code(LIST, code)
    return _channel(found) if found and _has(found, jurisdiction) else None


def known_channel(code: str) -> Channel:
    """The channel of a request that stands, whoever has it now."""
    found = codes.code(LIST, code)
    return _channel(found) if found else Channel(code, (), "", 30, "", "")


def missing(channel: Channel, content: Mapping[str, str]) -> tuple[str, ...]:
    """The required fields that the content lacks, in the order of writing. A number that was removed, or never there, is
    not missing; an importer only where the firearm was made elsewhere than the channel's own."""
    return tuple(name for name in FIELDS if name in channel.requires and _lacks(channel, content, name))


def _lacks(channel: Channel, content: Mapping[str, str], name: str) -> bool:
    if content.get(name, "").strip():
        return False
    if name == "serial":
        return content.get("serial_state", "") not in NUMBERLESS
    if name == "importer":
        return content.get("country_of_manufacture", "") != channel.importer_unless
    return True


def _has(code: Code, jurisdiction: str) -> bool:
    facts = code.facts
    return bool(facts.get("traces")) and jurisdiction in facts.get("jurisdictions", ()) and not code.retired


def _channel(code: Code) -> Channel:
    facts = code.facts
    return Channel(
        code.code, tuple(facts.get("requires", ())), str(facts.get("requires_from", "")), int(facts.get("answer_days", 30)),
        str(facts.get("shape", "")), str(facts.get("importer_unless", "")),
    )  # fmt: skip

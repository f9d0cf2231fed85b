"""A row of a list of arms as plain values. No Django."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArmFacts:
    """What the row says; every value as written, '' where it says nothing. `event_on` is an ISO date, perhaps partial."""

    number: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    kind: str = ""
    status: str = ""
    reference: str = ""
    event_on: str = ""
    holder: str = ""

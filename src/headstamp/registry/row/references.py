"""References in a row: the number of the case, and the item's own."""

from collections.abc import Mapping
from typing import Any

from headstamp.registry.facts import THE_REGISTER, ReferenceFacts
from headstamp.registry.laws.item import check_reference as law
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.remembered import remember, remembered

_COUNTED_IN_CASE = 3
_LONGEST_NUMBER = 120  # characters, of the reference's column
_lawful_issuers = remembered()


def reference(kind: str, issuer: str, number: str) -> ReferenceFacts:
    """A reference; where the file names no issuer, the register that it is a copy of gave the number."""
    return ReferenceFacts(kind=kind, issuer=issuer or THE_REGISTER, number=number)


def references_of_item(values: Mapping[str, Any]) -> tuple[ReferenceFacts, ...]:
    """The item's number; one that only counts within its case (1, 2, 3) is told with the case's."""
    number = str(values.get("item.reference") or "")
    if not number:
        return ()
    case = values.get("occurrence.reference")
    if case and number.isdigit() and len(number) <= _COUNTED_IN_CASE:
        number = f"{case}/{number}"
    kind, issuer = values.get("item.reference_kind", "exhibit"), values.get("item.reference_issuer", "")
    return (reference(kind, issuer, number),)


def check_reference(told: ReferenceFacts, path: str, problems: Problems) -> None:
    """As the law does; of those of one kind and issuer only the first is looked at whole."""
    of = (told.kind, told.issuer)
    if of in _lawful_issuers and 0 < len(told.number) <= _LONGEST_NUMBER and told.number.isprintable():
        return
    found = len(problems.found)
    law(told, path, problems)
    if len(problems.found) == found:
        remember(_lawful_issuers, of, True)

"""References in a row: the number of the case, and the item's own."""

from collections.abc import Mapping
from typing import Any

from headstamp.registry.facts import THE_REGISTER, ReferenceFacts
from headstamp.registry.laws.item import check_reference as law
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.remembered import remember, remembered

_COUNTED_IN_CASE = 3
_LONGEST_NUMBER = 120  # characters, of the reference's column
_OF_OCCURRENCE = ("occurrence.reference", "occurrence.reference_2", "occurrence.reference_3")
_OF_ITEM = ("item.reference", "item.reference_2")
_lawful_issuers = remembered()


def reference(kind: str, issuer: str, number: str) -> ReferenceFacts:
    """A reference; where the file names no issuer, the register that it is a copy of gave the number."""
    return ReferenceFacts(kind=kind, issuer=issuer or THE_REGISTER, number=number)


def references_of_item(values: Mapping[str, Any]) -> tuple[ReferenceFacts, ...]:
    """The item's numbers; one that only counts within its case (1, 2, 3) is told with the case's."""
    return tuple([_numbered(values, name, "exhibit", counted=True) for name in _OF_ITEM if values.get(name)])


def references_of_occurrence(values: Mapping[str, Any]) -> tuple[ReferenceFacts, ...]:
    """The numbers of the case."""
    return tuple([_numbered(values, name, "police_case") for name in _OF_OCCURRENCE if values.get(name)])


def check_references(
    told: tuple[ReferenceFacts, ...], values: Mapping[str, Any], path: str, problems: Problems
) -> None:
    """The law of each, under the number of the field that told it (0 for the first): another may be empty."""
    names = _OF_ITEM if path else _OF_OCCURRENCE
    if len(told) == 1 and values.get(names[0]):
        check_reference(told[0], f"{path}references.0.", problems)
        return
    said = [number for number, name in enumerate(names) if values.get(name)]
    for number, each in zip(said, told, strict=True):
        check_reference(each, f"{path}references.{number}.", problems)


def _numbered(values: Mapping[str, Any], name: str, kind: str, *, counted: bool = False) -> ReferenceFacts:
    number = str(values[name])
    case = values.get("occurrence.reference")
    if counted and case and number.isdigit() and len(number) <= _COUNTED_IN_CASE:
        number = f"{case}/{number}"
    return reference(values.get(f"{name}_kind") or kind, values.get(f"{name}_issuer") or "", number)


def check_reference(told: ReferenceFacts, path: str, problems: Problems) -> None:
    """As the law does; of those of one kind and issuer only the first is looked at whole."""
    of = (told.kind, told.issuer)
    if of in _lawful_issuers and 0 < len(told.number) <= _LONGEST_NUMBER and told.number.isprintable():
        return
    found = len(problems.found)
    law(told, path, problems)
    if len(problems.found) == found:
        remember(_lawful_issuers, of, True)

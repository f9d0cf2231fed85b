"""Tables of the register, one file a noun."""

from headstamp.registry.models.attachment import Attachment
from headstamp.registry.models.check import Check, HouseSearch, Operation, OperationUnit
from headstamp.registry.models.circle import Circle, CircleMember
from headstamp.registry.models.draft import Draft
from headstamp.registry.models.item import Item, LegalStatus, Mark
from headstamp.registry.models.occurrence import IncidentFacts, LinkedCrime, Occurrence, OtherGoods, Reference
from headstamp.registry.models.person import Group, GroupMember, Person, PersonRole, Vehicle, VehicleUse
from headstamp.registry.models.place import Place
from headstamp.registry.models.search import SearchText
from headstamp.registry.models.source import (
    ReadText,
    Revision,
    Settlement,
    Source,
    SourceRow,
    Statement,
    Telling,
)
from headstamp.registry.models.tracing import Tracing

__all__ = [
    "Attachment",
    "Check",
    "Circle",
    "CircleMember",
    "Draft",
    "Group",
    "GroupMember",
    "HouseSearch",
    "IncidentFacts",
    "Item",
    "LegalStatus",
    "LinkedCrime",
    "Mark",
    "Occurrence",
    "Operation",
    "OperationUnit",
    "OtherGoods",
    "Person",
    "PersonRole",
    "Place",
    "Reference",
    "Revision",
    "SearchText",
    "ReadText",
    "Settlement",
    "Source",
    "SourceRow",
    "Statement",
    "Telling",
    "Tracing",
    "Vehicle",
    "VehicleUse",
]

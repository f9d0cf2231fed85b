"""The target `item`: a row tells of an occurrence and of one item, or of other goods, and of what came with them."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.target import Said
from headstamp.registry.facts import RowPart, RowTold, with_parts
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM_FIELDS, NAMES, PREFIXES
from headstamp.registry.row.item import item_of
from headstamp.registry.row.occurrence import occurrence_of
from headstamp.registry.row.parts import goods_of, incident_of, parts_of, tells_parts
from headstamp.registry.row.spread import OF_ITEM
from headstamp.registry.target_fields import refuse

__all__ = ["ITEM_FIELDS", "build_item"]


def build_item(values: Mapping[str, Any], said: Said) -> RowTold:
    """What the row tells, or Invalid with the target's fields."""
    problems = Problems()
    occurrence = occurrence_of(values, problems)
    if tells_parts(values):
        told = _with_parts(RowTold(occurrence=occurrence), values, said, problems)
    else:
        told = RowTold(occurrence=occurrence, item=item_of(values, said, problems))
    if problems.found:
        refuse(problems, NAMES, PREFIXES)
    return told


def _with_parts(told: RowTold, values: Mapping[str, Any], said: Said, problems: Problems) -> RowTold:
    """The same with everything else that the row tells. Goods stand for an item, or beside one."""
    parts, goods = parts_of(values, problems), goods_of(values, problems)
    incident = incident_of(values, problems)
    if incident:
        told = with_parts(told, occurrence=with_parts(told.occurrence, incident=incident))
    if goods and not (values.get("item.kind") or values.get("item.class")):
        return with_parts(told, goods=goods, parts=parts)
    if goods:
        parts = (*parts, RowPart(what="goods", facts=goods))
    if (parts or incident) and not any(values.get(name) for name in OF_ITEM):
        return with_parts(told, parts=parts)
    return with_parts(told, item=item_of(values, said, problems), parts=parts)

"""The target `item`: a row tells of an occurrence and of one item, or of other goods, found in it."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.target import Said
from headstamp.registry.facts import GoodsFacts, RowTold
from headstamp.registry.laws.occurrence import check_goods
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM_FIELDS, NAMES, PREFIXES
from headstamp.registry.row.item import item_of
from headstamp.registry.row.numbers import decimal
from headstamp.registry.row.occurrence import occurrence_of
from headstamp.registry.target_fields import refuse

__all__ = ["ITEM_FIELDS", "build_item"]


def build_item(values: Mapping[str, Any], said: Said) -> RowTold:
    """What the row tells, or Invalid with the target's fields."""
    problems = Problems()
    occurrence = occurrence_of(values, problems)
    item, goods = None, None
    if values.get("goods.kind") and not (values.get("item.kind") or values.get("item.class")):
        goods = _goods(values, problems)
        check_goods(goods, "goods.", problems)
    else:
        item = item_of(values, said, problems)
    if problems.found:
        refuse(problems, NAMES, PREFIXES)
    return RowTold(occurrence=occurrence, item=item, goods=goods)


def _goods(values: Mapping[str, Any], problems: Problems) -> GoodsFacts:
    return GoodsFacts(
        kind=values["goods.kind"],
        quantity=decimal(values, "goods.quantity", problems),
        unit=values.get("goods.unit", ""),
        description=values.get("goods.description", ""),
    )

"""What can be entered by hand: KPIs that the register does not count, numbers it needs, any measure for years it lacks."""

from dataclasses import dataclass
from decimal import Decimal

from headstamp.indicators.declared import measures
from headstamp.indicators.kpis import kpis
from headstamp.kernel.measure import SHARES, Counted
from headstamp.kernel.text import Message

IN_PARTS = (Counted.KILOGRAMS, Counted.METRES, Counted.LITRES, Counted.DAYS, *SHARES)
"""Units that are not counted in whole numbers."""


@dataclass(frozen=True, slots=True)
class Enterable:
    """A figure that may be entered: what it is called, in which units, by what it may be split."""

    id: str
    title: Message
    units: tuple[Counted, ...]
    columns: tuple[str, ...]


def enterable() -> dict[str, Enterable]:
    """Every one by id: KPIs first, then what measures need, then measures."""
    listed = [
        Enterable(kpi.code, Message(kpi.label("en")), (kpi.unit, *_others(kpi.unit)), kpi.split_by)
        for kpi in kpis()
        if not kpi.is_counted
    ]
    known = measures().values()
    needed = {each.entered: each for each in known if each.entered}
    listed += [Enterable(id, of.title, (Counted.PIECES,), of.entered_by) for id, of in needed.items()]
    listed += [Enterable(each.id, each.title, (each.unit,), each.by) for each in known if each.is_frozen]
    return {each.id: each for each in listed}


def fits(value: Decimal, unit: Counted) -> bool:
    """Whether a number can be a count in that unit."""
    if value < 0 or (unit is Counted.PERCENT and value > 100):
        return False
    return unit in IN_PARTS or value == value.to_integral_value()


def _others(unit: Counted) -> tuple[Counted, ...]:
    return tuple(each for each in Counted if each is not unit)

"""Quantities as the ledger keeps them: whole thousandths of a unit, so that sums are exact on every database."""

from decimal import Decimal

_PARTS = 1000


def in_thousandths(quantity: Decimal) -> int:
    """The quantity in thousandths of its unit; ValueError if it has more than three decimals or is no number."""
    if not quantity.is_finite():
        raise ValueError("not a number")
    scaled = quantity * _PARTS
    if scaled != scaled.to_integral_value():
        raise ValueError("more than three decimals")
    return int(scaled)


def in_units(thousandths: int) -> Decimal:
    """The amount in its unit, without needless zeros."""
    amount = Decimal(thousandths) / _PARTS
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()

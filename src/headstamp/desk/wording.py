"""Dates and quantities as people of the reader's language write them, alike on screens, in files and in print."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from headstamp.kernel.values import PartialDate
from headstamp.registry.models import Item, Person
from headstamp.registry.naming import calibre_of, make_of
from headstamp.vocabulary import codes


def partial_date(value: str) -> str:
    """A day, a month or a year, from its ISO text; '' stays ''."""
    if not value:
        return ""
    known = PartialDate.parse(value)
    if known.precision == "day":
        return date_format(known.earliest, "SHORT_DATE_FORMAT")
    return date_format(known.earliest, "YEAR_MONTH_FORMAT") if known.precision == "month" else value


def amount(value: Decimal | float | int | None) -> str:
    """A quantity without noughts that say nothing; '' for None."""
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return number_format(exact, decimal_pos=places, force_grouping=True)


def rounded(value: Decimal | float, places: int) -> str:
    """A number with so many decimals, rounded as in school: Django's own formatting cuts the rest off."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(exact, decimal_pos=places, force_grouping=True)


def place_told(value: str, language: str) -> str:
    """The label of a municipality or of a place of a neighbour."""
    for list_name in ("municipalities", "places"):
        if codes.code(list_name, value):  # a retired code stays readable
            return codes.label(list_name, value, language)
    return value


def quantity_told(item: Item, language: str) -> str:
    """A quantity with its unit; pieces are only counted."""
    number = amount(item.quantity)
    return (
        number
        if item.quantity_unit == "pieces"
        else f"{number} {codes.label('units', item.quantity_unit, language)}"
    )


def kind_told(item: Item, language: str) -> str:
    """An item in a list of items: “2 × Pistol”, “Cartridge, 16 rounds”."""
    kind, number = codes.label("item_kinds", item.kind, language), quantity_told(item, language)
    return f"{number} × {kind}" if item.quantity_unit == "pieces" else f"{kind}, {number}"


def person_told(person: Person) -> str:
    """A person as lists and papers name him."""
    return " ".join(filter(None, (person.family_name, person.given_name))) or person.alias or _("not named")


def item_told(item: Item, language: str) -> str:
    """An item on one line of a paper: kind and quantity, make, model, calibre."""
    named = " ".join(filter(None, (make_of(item, language), item.model, calibre_of(item, language))))
    return f"{kind_told(item, language)} ({named})" if named else kind_told(item, language)

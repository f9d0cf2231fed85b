"""What a movement must say, and how long it may be: problems by field, in words that say what to do."""

from dataclasses import fields
from decimal import Decimal

from headstamp.custody.amounts import in_thousandths
from headstamp.custody.models import Movement
from headstamp.custody.parties import Paper, Party
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems

MOST = 10**11
"""Thousandths of a unit in one parcel: what a register's quantity can hold."""


def check_paper(paper: Paper, problems: Problems) -> None:
    for each in fields(paper):
        check_length(getattr(paper, each.name), each.name, problems, Movement)


def check_length(text: str, name: str, problems: Problems, model: type) -> None:
    """The text fits its column."""
    most = model._meta.get_field(name).max_length  # type: ignore[attr-defined]
    if len(text) > most:
        problems.add(name, say(gettext_noop("Write at most %(most)s characters."), most=most))


def check_party(party: Party, name: str, problems: Problems) -> None:
    """Somebody is named, and not too long."""
    if not party:
        problems.add(name, say(gettext_noop("Name the person, and the body he acts for.")))
    elif len(party.name.strip()) > 160:
        problems.add(name, say(gettext_noop("Write at most %(most)s characters."), most=160))


def must_say(text: str, name: str, problems: Problems) -> None:
    if not text.strip():
        problems.add(name, say(gettext_noop("Fill this in.")))


def amount_of(quantity: Decimal, unit: str, problems: Problems) -> int:
    """The quantity in thousandths of its unit; pieces and rounds are whole. 0 with a problem noted."""
    try:
        amount = in_thousandths(quantity)
    except ValueError:
        amount = 0
    if not 0 < amount <= MOST:
        problems.add(
            "quantity", say(gettext_noop("Write a number above nought, with at most three decimals."))
        )
        return 0
    if unit in ("pieces", "rounds") and amount % 1000:
        problems.add("quantity", say(gettext_noop("Pieces and rounds are whole numbers.")))
        return 0
    return amount

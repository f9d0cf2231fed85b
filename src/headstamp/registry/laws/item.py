"""Laws of items: class follows kind, units follow class, one serial number means one firearm."""

from decimal import Decimal

from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import Unit
from headstamp.registry.facts import ItemFacts, MarkFacts, ReferenceFacts, with_parts
from headstamp.registry.laws.problems import Problems
from headstamp.registry.laws.values import check_codes, check_date, check_required, check_texts, today
from headstamp.registry.models import Item, LegalStatus, Mark, Reference
from headstamp.vocabulary import codes

ITEM_CODES: dict[str, str | tuple[str, ...]] = {
    "kind": "item_kinds",
    "make_code": "makes",
    "calibre_code": "calibres",
    "country_of_manufacture": ("jurisdictions", "historical_states"),
    "action": "firearm_actions",
    "converted_from": "conversion_origins",
    "national_category": "national_categories",
    "eu_category": "eu_categories",
    "origin": "jurisdictions",
    "dispatch": "jurisdictions",
    "destination": "jurisdictions",
    "legal_status": "legal_statuses",
}
_MARK_CODES: dict[str, str | tuple[str, ...]] = {
    "kind": "mark_kinds",
    "part": "mark_parts",
    "state": "mark_states",
}
_REFERENCE_CODES: dict[str, str | tuple[str, ...]] = {"kind": "reference_kinds"}
_TEXTS = ("make", "model", "calibre", "transit", "description")
UNITS = frozenset(str(unit) for unit in Unit)
_WHOLE = frozenset({"pieces", "rounds"})
_NEVER_FIREARMS = frozenset({"alarm_gas", "air", "deactivated", "imitation"})
_MOST = Decimal(10) ** 11
_SMALLEST = Decimal("0.001")
_SILENT_STATES = frozenset({"absent", "not_looked_for"})
_SPEAKING_STATES = frozenset({"clear", "restored"})


def completed(facts: ItemFacts) -> ItemFacts:
    """The facts with class and unit taken from the kind where they were not said."""
    known = codes.code("item_kinds", facts.kind)
    if known is None or (facts.item_class and facts.quantity_unit):
        return facts
    return with_parts(
        facts,
        item_class=facts.item_class or known.facts["class"],
        quantity_unit=facts.quantity_unit or known.facts["unit"],
    )


def check_item(facts: ItemFacts, path: str, problems: Problems, before: ItemFacts | None = None) -> None:
    """Find everything wrong with an item that is `completed`; `before` is what it was, for an edit."""
    check_required(facts, ("kind",), path, problems)
    check_codes(facts, ITEM_CODES, path, problems, before)
    check_texts(facts, Item, _TEXTS, path, problems)
    _check_class(facts, path, problems)
    _check_quantity(facts, path, problems)
    _check_transit(facts, path, problems, before)
    _check_year(facts, path, problems)
    _check_legal_status(facts, path, problems, before)
    for number, mark in enumerate(facts.marks):
        check_mark(mark, f"{path}marks.{number}.", problems, before)
    for number, reference in enumerate(facts.references):
        check_reference(reference, f"{path}references.{number}.", problems, before)


def check_description(facts: ItemFacts, path: str, problems: Problems) -> None:
    """The part of `check_item` that looks at the description: no other law does."""
    check_texts(facts, Item, ("description",), path, problems)


def check_words(facts: ItemFacts, path: str, problems: Problems) -> None:
    """The part of `check_item` that looks at make, model and calibre: no other law does."""
    check_codes(facts, {name: ITEM_CODES[name] for name in ("make_code", "calibre_code")}, path, problems)
    check_texts(facts, Item, ("make", "model", "calibre"), path, problems)


def _check_class(facts: ItemFacts, path: str, problems: Problems) -> None:
    known = codes.code("item_kinds", facts.kind)
    if known is None:
        return
    if facts.item_class != known.facts["class"]:
        problems.add(
            path + "item_class",
            say(gettext_noop("The class does not fit the kind. Leave the class out: the kind gives it.")),
        )
    made_into = facts.converted_from or facts.is_reactivated
    if made_into and known.facts.get("group") in _NEVER_FIREARMS:
        message = gettext_noop(
            "A converted or reactivated weapon is a firearm. Choose as kind what it is now."
        )
        problems.add(path + "kind", say(message))


def _check_quantity(facts: ItemFacts, path: str, problems: Problems) -> None:
    amount, unit = facts.quantity, facts.quantity_unit
    if not amount.is_finite() or amount <= 0:
        problems.add(path + "quantity", say(gettext_noop("The quantity must be more than nothing.")))
        return
    if amount >= _MOST:
        problems.add(
            path + "quantity", say(gettext_noop("The quantity is too large. Check the number and its unit."))
        )
        return
    if unit in _WHOLE:
        if amount != amount.to_integral_value():
            problems.add(
                path + "quantity", say(gettext_noop("Pieces and rounds are counted in whole numbers."))
            )
    elif amount != amount.quantize(_SMALLEST):
        problems.add(path + "quantity", say(gettext_noop("Write at most three decimals.")))
    _check_unit(facts, path, problems)
    serial = any(mark.kind == "serial" and mark.as_read for mark in facts.marks)
    if serial and facts.item_class == "firearm" and amount > 1:
        message = gettext_noop("A serial number belongs to one firearm. Enter each firearm by itself.")
        problems.add(path + "quantity", say(message))


def _check_unit(facts: ItemFacts, path: str, problems: Problems) -> None:
    unit, item_class = facts.quantity_unit, facts.item_class
    known = codes.code("item_kinds", facts.kind)
    if unit not in UNITS:
        problems.add(path + "quantity_unit", say(gettext_noop("Choose a unit: pieces, rounds, kg, m or l.")))
    elif item_class in ("firearm", "component") and unit != "pieces":
        problems.add(
            path + "quantity_unit", say(gettext_noop("Firearms and components are counted in pieces."))
        )
    elif item_class == "ammunition" and known and unit != known.facts["unit"]:
        message = gettext_noop("Ammunition of this kind is counted in %(unit)s.")
        problems.add(path + "quantity_unit", say(message, unit=known.facts["unit"]))


def _check_transit(facts: ItemFacts, path: str, problems: Problems, before: ItemFacts | None) -> None:
    if not facts.transit or (before and facts.transit == before.transit):
        return
    if not all(codes.is_code("jurisdictions", part.strip()) for part in facts.transit.split(",")):
        message = gettext_noop("Write the codes of the jurisdictions it passed through, parted by commas.")
        problems.add(path + "transit", say(message))


def _check_year(facts: ItemFacts, path: str, problems: Problems) -> None:
    year = facts.year_of_manufacture
    if year is not None and not 1500 <= year <= today().year:
        problems.add(path + "year_of_manufacture", say(gettext_noop("Write a year from 1500 to this year.")))
    for name in ("barrel_mm", "overall_mm", "capacity"):
        number = getattr(facts, name)
        if number is not None and not 0 <= number < 100_000:
            problems.add(path + name, say(gettext_noop("Write a number from 0 to 99999.")))


def _check_legal_status(facts: ItemFacts, path: str, problems: Problems, before: ItemFacts | None) -> None:
    check_date(facts.legal_status_on, path + "legal_status_on", problems)
    check_texts(facts, LegalStatus, (), path, problems)
    if before is None or facts.legal_status != before.legal_status:
        check_decision(facts.legal_status, facts.legal_decision, path + "legal_decision", problems)


def check_decision(status: str, decision: str, path: str, problems: Problems) -> None:
    """Seized is not confiscated: a decision makes it so, and is named."""
    if status == "confiscated" and not decision.strip():
        problems.add(
            path, say(gettext_noop("Confiscated means by a decision: name the decision, or choose seized."))
        )
    if len(decision) > 200:
        problems.add(path, say(gettext_noop("Write at most %(most)s characters."), most=200))


def check_mark(mark: MarkFacts, path: str, problems: Problems, before: ItemFacts | None = None) -> None:
    """A mark that was read says what; one that is absent says nothing."""
    if before and mark in before.marks:
        return
    check_required(mark, ("kind", "state"), path, problems)
    check_codes(mark, _MARK_CODES, path, problems)
    check_texts(mark, Mark, ("as_read", "notes"), path, problems)
    if mark.state in _SILENT_STATES and mark.as_read:
        problems.add(
            path + "as_read", say(gettext_noop("A mark that is absent or was not looked for reads nothing."))
        )
    if mark.state in _SPEAKING_STATES and not mark.as_read.strip():
        message = gettext_noop(
            "Write the mark as it reads, or say that it is removed, absent or was not looked for."
        )
        problems.add(path + "as_read", say(message))


def check_reference(reference: ReferenceFacts, path: str, problems: Problems, before: object = None) -> None:
    """A reference names its kind, who gave it, and the number."""
    if before is not None and reference in getattr(before, "references", ()):
        return
    check_required(reference, ("kind", "issuer", "number"), path, problems)
    check_codes(reference, _REFERENCE_CODES, path, problems)
    check_texts(reference, Reference, ("issuer", "number"), path, problems)

"""Puts what a record says into the boxes of a form, so that it is read back the same."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from headstamp.kernel.asker import Asker
from headstamp.registry.queries import persons_visible_to, shut
from headstamp.web.entry.boxes import Box, Group, Sheet, Sort
from headstamp.web.entry.completing import person_text, shown
from headstamp.web.entry.typed import Typed


def filled(asker: Asker, sheet: Sheet, facts: Any, language: str) -> Typed:
    """What stands in the form when it is opened on `facts`."""
    typed = _boxes(asker, sheet.boxes, facts, "", language)
    for group in sheet.groups:
        typed |= _rows(asker, group, facts, "", language)
    return typed


def _rows(asker: Asker, group: Group, facts: Any, prefix: str, language: str) -> Typed:
    typed = Typed()
    for number, row in enumerate(getattr(facts, group.name, ())):
        inside = f"{prefix}{group.name}.{number}."
        typed |= _boxes(asker, group.all_boxes, row, inside, language)
        for nested in group.groups:
            typed |= _rows(asker, nested, row, inside, language)
    return typed


def _boxes(asker: Asker, boxes: tuple[Box, ...], facts: Any, prefix: str, language: str) -> Typed:
    found = {f"{prefix}{box.name}": _text(asker, box, _value(facts, box.name), language) for box in boxes}
    return {path: text for path, text in found.items() if text}


def _value(facts: Any, name: str) -> Any:
    for part in name.split("."):
        facts = facts.get(part) if isinstance(facts, dict) else getattr(facts, part, None)
    return facts


def _text(asker: Asker, box: Box, value: Any, language: str) -> str:
    if value is None or value == "" or value is False or value == 0 and box.name == "circle":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    if box.sort == Sort.CODE:
        return shown(box.source, value, language)
    if box.sort == Sort.CODES:
        return ", ".join(shown(box.source, part.strip(), language) for part in value.split(","))
    return _person(asker, value) if box.sort == Sort.PERSON else str(value)


def decimal_text(value: Decimal) -> str:
    """Digits that cannot be taken for thousands: 1.125 is written 1.1250."""
    text = format(value.normalize(), "f")
    whole, _point, decimals = text.partition(".")
    return f"{text}0" if len(decimals) == 3 and whole != "0" else text


def _person(asker: Asker, uid: str) -> str:
    for person in shut(asker, persons_visible_to(asker).filter(uid=uid)):
        name = f"{person.family_name} {person.given_name}".strip() or person.alias
        unnamed = gettext("restricted") if getattr(person, "is_closed", False) else gettext("not named")
        return person_text(name or unnamed, uid)
    return ""

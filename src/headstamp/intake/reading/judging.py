"""How sure the reader is of an item, and the reason in words."""

from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.results import Passed


def confidence_of(mention: Mention) -> tuple[float, str]:
    """Between 0 and 1, with what the item was read from."""
    sure = 0.97
    reasons = [f"“{mention.text}”"]
    if mention.adjectives:
        reasons.append("with " + ", ".join(sorted(mention.adjectives)))
    if mention.amount is None:
        one = mention.quantity is not None
        sure -= 0.1 if one else 0.07
        reasons.append("one: the noun is singular" if one else "no number said")
    elif mention.amount.value is None:
        reasons.append("several, no number said")
    elif mention.amount.about:
        reasons.append("number is about" if mention.amount.about == "about" else "number is a bound")
        sure -= 0.05
    if mention.amount is not None and mention.amount.to is not None:
        reasons.append("from the lower end of a range")
        sure -= 0.15
    if mention.noun == "weapon":
        sure -= 0.08
    if not mention.found:
        sure -= 0.1
        reasons.append("no word of finding near it")
    if mention.several_calibres:
        reasons.append("several calibres")
    return round(max(sure, 0.3), 2), "; ".join(reasons + mention.notes[-1:])


def passed_of(mentions: list[Mention]) -> tuple[Passed, ...]:
    """What looks like an item and is none, with the reason."""
    return tuple(
        Passed(mention.start, mention.end, str(mention.role))
        for mention in mentions
        if mention.role is not Role.ITEM
    )

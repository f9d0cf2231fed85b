"""Totals whose parts are named: "8 armë: 5 pistoleta dhe 3 automatikë" is eight, and not sixteen."""

from headstamp.intake.reading.mentions import Mention, Role

_MOST_PARTS = 12


def leave_out_totals(items: list[Mention]) -> None:
    """Gives a total its role where its parts are items, and its parts where only the total has a number."""
    for index, total in enumerate(items):
        if total.is_sum and _is_sum_of(total, items[max(0, index - _MOST_PARTS) : index]):
            total.role = Role.TOTAL
        elif total.role is Role.ITEM:
            _part(total, items[index + 1 : index + 1 + _MOST_PARTS])


def _is_sum_of(total: Mention, earlier: list[Mention]) -> bool:
    parts = [m.quantity or 0 for m in earlier if m.role is Role.ITEM and _is_kind_of(total, m)]
    return len(parts) > 1 and total.quantity in {sum(parts[start:]) for start in range(len(parts) - 1)}


def _is_kind_of(total: Mention, part: Mention) -> bool:
    if total.noun == "weapon":
        return part.is_firearm
    if total.noun in ("rifle", "explosive") and total.noun != part.noun:
        return (total.noun, part.noun) in (
            ("rifle", "automatic_rifle"),
            ("rifle", "shotgun"),
            ("explosive", "grenade"),
            ("explosive", "mine"),
        )
    if total.noun == "part":
        return part.noun in ("part", "magazine", "silencer")
    if {total.noun, part.noun} <= {"cartridge", "ammunition"}:
        return True
    return total.noun == part.noun


def _part(total: Mention, later: list[Mention]) -> None:
    """Whether what follows takes the total apart: by a sign or word that says so, or because the sum is the total."""
    if not (total.link or total.noun == "weapon" or (later and later[0].mainly)):
        return
    quantity = total.quantity
    whole = quantity if quantity and quantity > 1 else None
    parts = _parts(total, later)
    if not parts:
        return
    if total.link or parts[0].mainly:
        _part_linked(total, parts, whole)
    elif whole and total.noun == "weapon" and len(parts) > 1:
        running: int | float = 0
        for count, part in enumerate(parts, 1):
            running += part.quantity or 0
            if running == whole and count > 1:
                total.role = Role.TOTAL
                return


def _parts(total: Mention, later: list[Mention]) -> list[Mention]:
    """The mentions after the total that it may consist of, in its sentence."""
    parts = []
    for mention in later:
        if mention.sentence != total.sentence and total.link != ":" and not mention.mainly:
            break
        if mention.sentence > total.sentence + _MOST_PARTS or (_is_total_too(mention, total)):
            break
        if total.link == "(" and total.link_end and mention.start > total.link_end:
            break
        if _is_kind_of(total, mention):
            parts.append(mention)
        elif total.noun != "weapon":
            break
    return parts


def _is_total_too(mention: Mention, total: Mention) -> bool:
    """Another number of arms is another total, unless a sign says that the parts follow."""
    return mention.noun == total.noun == "weapon" and mention.amount is not None and not total.link


def _part_linked(total: Mention, parts: list[Mention], whole: int | float | None) -> None:
    said = [part for part in parts if part.quantity is not None]
    running: int | float = sum(part.quantity or 0 for part in said)
    if whole is None:
        if total.noun in ("weapon", "part") or (said and total.link in ("of", ":")):
            total.role = Role.TOTAL
        return
    if said and (running == whole or (len(said) > 1 and total.link != "of")):
        total.role = Role.TOTAL
    elif not said or parts[0].mainly:
        for part in parts:
            part.role = Role.AGAIN
    elif running < whole and total.link == "of" and total.noun != "weapon":
        for part in said:
            part.role = Role.AGAIN
    elif running < whole and total.noun == "weapon" and total.amount is not None:
        if len(said) < len(parts):
            total.role = Role.TOTAL
        else:
            total.amount.value = whole - running
            total.notes.append(f"{whole} less {running} named")

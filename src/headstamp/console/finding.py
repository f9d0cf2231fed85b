"""`headstamp find`: which guns of the register a number may be, however damaged; `headstamp numbers` builds its index."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from headstamp.console.homing import acting_account, open_home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headstamp.accounts.models import Unit
    from headstamp.matching.checks import Step
    from headstamp.matching.finding import Found
    from headstamp.matching.hits import Hit


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "find",
        help="find a gun by its number, damaged or not",
        description="Prints the records that the console's account may know of and whose number may be NUMBER, the likeliest "
        "first: score, number, errors, item, what it is, and why. In NUMBER ? is a sign that cannot be read, [8B] one that is "
        "either, * a run that is missing. Signs that look alike (O and 0, B and 8) are no error. The note on a number that "
        "is none (“izbrušen”, 0000) goes to standard error.",
    )
    parser.add_argument("number", metavar="NUMBER")
    for name in ("make", "model", "calibre"):
        parser.add_argument(f"--{name}", default="", help=f"{name} of the gun: what agrees comes first")
    parser.add_argument(
        "--errors",
        type=int,
        choices=(0, 1, 2),
        help="errors to allow (default: by length; none beside ? and *)",
    )
    parser.add_argument("--limit", type=int, default=20, help="at most so many hits (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the hits as one JSON array")
    parser.set_defaults(run=run)
    check = commands.add_parser(
        "check",
        help="check a number in the register and on the lists of arms",
        description="Looks for NUMBER in the register, then on the lists of lost and stolen arms, then in the copies of civil "
        "registries, and prints for each place: where, what it says (hit, like, nothing, no_list), the copy's register, how "
        "many fit, and what to do next. With --item the result is kept with that item.",
    )
    check.add_argument("number", metavar="NUMBER")
    for name in ("make", "model", "calibre"):
        check.add_argument(f"--{name}", default="", help=f"{name} of the gun: what agrees comes first")
    check.add_argument("--item", default="", metavar="UID", help="keep the result with this item")
    check.add_argument(
        "--json",
        action="store_true",
        help="print the places as one JSON array of {where, outcome, list, taken_on, hits, ask, next}; ask: units to ask about a "
        "record that the account may not see",
    )
    check.set_defaults(run=run_check)
    numbers = commands.add_parser(
        "numbers",
        help="build the index of numbers",
        description="Builds the index that `headstamp find` searches anew, in HEADSTAMP_HOME/numbers, and prints how many "
        "numbers it holds. The worker does so by itself; what was saved since is found all the same.",
    )
    numbers.set_defaults(run=run_numbers)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.accounts.limits import spend
    from headstamp.desk.asking import console_asker
    from headstamp.matching.building import refresh
    from headstamp.matching.elsewhere import units_to_ask
    from headstamp.matching.finding import find
    from headstamp.matching.hits import Sought

    asker = console_asker(acting_account())
    spend(asker, "find")
    refresh()
    sought = Sought(
        number=arguments.number,
        make=arguments.make,
        model=arguments.model,
        calibre=arguments.calibre,
        errors=arguments.errors,
        limit=arguments.limit,
    )
    found = find(asker, sought)
    if arguments.json:
        print(json.dumps([as_plain(hit) for hit in found.hits], ensure_ascii=False, indent=1))
    else:
        for hit in found.hits:
            print("\t".join(_line(hit)))
    _say(found)
    _say_whom_to_ask(units_to_ask(asker, arguments.number))
    return 0


def _say_whom_to_ask(units: "Iterable[Unit]") -> None:
    for unit in units:
        print(
            f"headstamp: a record exists that this account may not see: ask {unit.agency.name}, {unit.name}.",
            file=sys.stderr,
        )


def run_check(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.accounts.limits import spend
    from headstamp.desk.asking import console_asker
    from headstamp.matching.checks import check_number
    from headstamp.matching.hits import Sought
    from headstamp.matching.kept import check_item

    asker = console_asker(acting_account())
    spend(asker, "find")
    if arguments.item:
        check_item(asker, uid=arguments.item, number=arguments.number)
    checked = check_number(
        asker, Sought(arguments.number, arguments.make, arguments.model, arguments.calibre)
    )
    places = [_place(step) for step in checked.steps]
    if arguments.json:
        print(json.dumps(places, ensure_ascii=False, indent=1))
    else:
        for place in places:
            told = (place["where"], place["outcome"], place["list"], str(len(place["hits"])), place["next"])
            print("\t".join(told))
    _say_whom_to_ask(unit for step in checked.steps for unit in step.elsewhere)
    for message in filter(None, (checked.note, checked.next)):
        print(f"headstamp: {checked.number}: {message}", file=sys.stderr)
    return 0


def _place(step: "Step") -> dict[str, Any]:
    """What one place of a check says, as JSON has it; no holder is told."""
    arms = [
        {"number": hit.arm.number, "errors": hit.errors, "reference": hit.arm.reference, "make": hit.arm.make}
        | {"model": hit.arm.model, "calibre": hit.arm.calibre, "row": hit.arm.row}
        for hit in step.arms
    ]
    return {
        "where": str(step.where),
        "outcome": str(step.outcome),
        "list": step.copy.register if step.copy else "",
        "taken_on": step.copy.taken_at.date().isoformat() if step.copy else None,
        "hits": [as_plain(hit) for hit in step.hits] or arms,
        "ask": [f"{unit.agency.name}, {unit.name}" for unit in step.elsewhere],
        "next": str(step.next),
    }


def run_numbers(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.matching.building import refresh

    print(refresh(full=True))
    return 0


def as_plain(hit: "Hit") -> dict[str, Any]:
    """A hit as JSON has it; of a restricted item that was not opened only which item."""
    return {
        "item": str(hit.item.uid),
        "mark": hit.mark.as_read,
        "score": hit.score,
        "errors": hit.errors,
        "why": [str(why) for why in hit.why],
        "others": hit.others,
        "part": hit.mark.part,
        "kind": hit.item.kind,
        "make": hit.item.make_code or hit.item.make,
        "model": hit.item.model,
        "calibre": hit.item.calibre_code or hit.item.calibre,
        "occurred_on": hit.item.occurred_on,
        "is_restricted": getattr(hit.item, "is_closed", False),
    }


def _line(hit: "Hit") -> tuple[str, ...]:
    told = as_plain(hit)
    what = " ".join(
        filter(None, (told["kind"], told["make"], told["model"], told["calibre"], told["occurred_on"]))
    )
    why = "; ".join(told["why"]) or "restricted: open it with a reason"
    return f"{hit.score:.4f}", told["mark"], str(hit.errors), told["item"], what, why


def _say(found: "Found") -> None:
    if found.note:
        print(f"headstamp: {found.pattern}: {found.note}", file=sys.stderr)
    elif not found.hits:
        print(
            f"headstamp: no record that this account may see has {found.pattern} or one like it.",
            file=sys.stderr,
        )
    if found.has_more:
        print("headstamp: there are more; say make, model or calibre, or a higher --limit.", file=sys.stderr)

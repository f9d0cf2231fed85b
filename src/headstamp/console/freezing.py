"""`headstamp period`: freeze a period's figures, list what is frozen, count a frozen period again."""

import argparse
import json
import sys
from typing import Any


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "period",
        help="freeze periods and look at them",
        description="Freezes the figures of a period, lists what is frozen, or counts a frozen period again.",
    )
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    freeze = steps.add_parser(
        "freeze",
        help="approve a period's figures",
        description="Approves the figures of PERIOD over checked records, and keeps the snapshot that they rest on. Prints what counted.",
    )
    freeze.add_argument("period", metavar="PERIOD", help="2022, 2022-H1, 2022-Q3 or 2022-05")
    freeze.add_argument(
        "--note", default="", help="cause of a revision; it is printed with the figures, so name nobody"
    )
    freeze.add_argument("--json", action="store_true", help="print what counted as JSON")
    freeze.set_defaults(run=run_freeze)
    listed = steps.add_parser(
        "list",
        help="list what is frozen",
        description="Prints every edition of every frozen period: period, edition, when, fingerprint.",
    )
    listed.add_argument("--json", action="store_true", help="print JSON lines")
    listed.set_defaults(run=run_list)
    again = steps.add_parser(
        "recompute",
        help="count a frozen period again",
        description="Counts PERIOD again on the snapshot kept for it and compares every figure; exit 1 if one differs.",
    )
    again.add_argument("period", metavar="PERIOD", help="a frozen period")
    again.add_argument("--edition", type=int, default=0, help="which edition (default: the newest)")
    again.set_defaults(run=run_recompute)


def run_freeze(arguments: argparse.Namespace) -> int:
    asker = _asker()
    from headstamp.indicators.actions import freeze
    from headstamp.indicators.queries.periods import period_named

    frozen = freeze(asker, period=period_named(arguments.period), note=arguments.note)
    told = _told(frozen) | {"counted": frozen.counted, "changes": frozen.changes}
    if arguments.json:
        print(json.dumps(told))
        return 0
    print(f"{frozen.period}\tedition {frozen.edition}\t{frozen.fingerprint}")
    for table, (counts, left_out) in frozen.counted.items():
        print(f"{table}\t{counts} counted\t{left_out} left out, not checked")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    asker = _asker()
    from headstamp.indicators.queries.periods import frozen_visible_to

    for frozen in frozen_visible_to(asker):
        told = _told(frozen)
        print(json.dumps(told) if arguments.json else "\t".join(str(value) for value in told.values()))
    return 0


def run_recompute(arguments: argparse.Namespace) -> int:
    asker = _asker()
    from headstamp.indicators.actions import recompute
    from headstamp.indicators.queries.periods import period_named

    done = recompute(asker, period=period_named(arguments.period), number=arguments.edition)
    if not done.is_whole:
        print("headstamp: the kept snapshot is not what it was. Restore it from a backup.", file=sys.stderr)
    for each in done.differences:
        print(f"{each.measure}\t{each.by or ''}\tfrozen {each.frozen}\tnow {each.counted}")
    if done.is_same:
        print(f"{done.frozen.period}\tedition {done.frozen.edition}\t{done.figures} figures, all the same")
    return 0 if done.is_same else 1


def _asker() -> Any:
    from headstamp.console.homing import acting_account, open_home

    open_home()
    from headstamp.desk.asking import console_asker

    return console_asker(acting_account())


def _told(frozen: Any) -> dict[str, Any]:
    return {
        "period": frozen.period,
        "edition": frozen.edition,
        "approved_at": frozen.approved_at.isoformat(timespec="seconds"),
        "as_of": frozen.as_of.isoformat(timespec="seconds"),
        "fingerprint": frozen.fingerprint,
    }

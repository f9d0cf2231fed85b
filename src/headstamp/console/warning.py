"""`headstamp warnings`: what stands out in the records, for the account that the console acts as."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from headstamp.console.homing import acting_account, open_home

if TYPE_CHECKING:
    from headstamp.analysis.queries import Shown


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "warnings",
        help="print what stands out in the records",
        description="Prints the signals that stand: month, what, records, usual range, verdict. --count counts them first on "
        "the snapshot as it is; the worker does so every day.",
    )
    parser.add_argument("--count", action="store_true", help="count now, without waiting for the worker")
    parser.add_argument("--json", action="store_true", help="print the signals as JSON lines")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.analysis.queries import as_now, signals_visible_to
    from headstamp.analysis.watching import count_watches
    from headstamp.desk.asking import console_asker
    from headstamp.desk.signals import what_told

    asker = console_asker(acting_account())
    if arguments.count:
        count_watches(anew=True)
    for shown in as_now(list(signals_visible_to(asker))):
        if arguments.json:
            print(json.dumps(_told(shown), ensure_ascii=False))
        else:
            print(_line(shown, what_told(shown, asker.language)))
    return 0


def _line(shown: "Shown", what: str) -> str:
    signal = shown.signal
    usual = "never seen before" if shown.is_first else f"usual {signal.low}-{signal.high}"
    verdict = shown.verdict.word if shown.verdict else "open"
    return f"{shown.period.last if signal.until else signal.month}\t{shown.count}\t{usual}\t{what}\t{verdict}"


def _told(shown: "Shown") -> dict[str, Any]:
    signal = shown.signal
    names = (
        "uid",
        "sort",
        "month",
        "until",
        "occurrence_kind",
        "kind",
        "directorate",
        "municipality",
        "context",
    )
    more = ("subject", "value", "expected", "low", "high", "chance")
    told = {name: getattr(signal, name) for name in (*names, *more)}
    return told | {
        "count": shown.count,
        "is_outside": shown.is_outside,
        "verdict": shown.verdict.word if shown.verdict else "",
    }

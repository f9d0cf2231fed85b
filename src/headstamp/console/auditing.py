"""`headstamp audit verify|export|erase`: proves that the log is whole, hands it out, erases what was typed into it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from headstamp.console.homing import acting_account, open_home


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "audit", help="verify or export the log", description="The hash-chained log."
    )
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    verify = acts.add_parser(
        "verify", help="name the first entry that was altered, removed, inserted or reordered"
    )
    verify.add_argument("--anchor", type=Path, help="file of signed heads (default: the one in the home)")
    verify.add_argument("--json", action="store_true", help="print the verdict as JSON")
    verify.set_defaults(run=run_verify)
    export = acts.add_parser("export", help="print every entry as a line of JSON")
    export.add_argument(
        "--table", type=Path, metavar="FILE", help="write a workbook for reading instead, acts by name (XLSX)"
    )
    export.set_defaults(run=run_export)
    erase = acts.add_parser(
        "erase", help="erase reasons and recipients that were typed; the entries and their digests stay"
    )
    erase.add_argument("positions", type=int, nargs="+", metavar="POSITION", help="numbers of log entries")
    erase.add_argument("--reason", required=True, help="why they are erased; it is kept in the log")
    erase.set_defaults(run=run_erase)


def run_verify(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.audit.chain import sentence
    from headstamp.audit.heads import verify_database

    verdict = verify_database(arguments.anchor)
    if arguments.json:
        print(
            json.dumps({"whole": verdict.is_whole, "position": verdict.position, "finding": verdict.finding})
        )
    else:
        print(sentence(verdict))
    return 0 if verdict.is_whole else 1


def run_export(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.audit.actions import export_jsonl
    from headstamp.audit.queries import LogFilter
    from headstamp.desk.asking import console_asker
    from headstamp.desk.log_table import export_log_table

    asker = console_asker(acting_account())
    if arguments.table is None:
        export_jsonl(asker, sys.stdout)
        return 0
    with arguments.table.open("wb") as stream:
        number = export_log_table(asker, LogFilter(), stream)
    print(f"headstamp: {number} entries in {arguments.table}", file=sys.stderr)
    return 0


def run_erase(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.audit.actions import erase_words
    from headstamp.desk.asking import console_asker

    asker = console_asker(acting_account())
    number = erase_words(asker, positions=arguments.positions, reason=arguments.reason)
    print(
        f"headstamp: erased what was typed for {number} of {len(arguments.positions)} entries",
        file=sys.stderr,
    )
    return 0 if number else 1

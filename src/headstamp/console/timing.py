"""`headstamp time-to-crime`: days between sale and recovery for each row of a trace table; needs no database."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "time-to-crime",
        help="days between the last sale of each firearm in a table and its recovery",
        description="Reads CSV or JSON lines from FILE or standard input and prints a line for each row: the days, "
        "LEAST..MOST where a date is only a month or a year, or the word for why no days can be said: no_sale_date, "
        "no_recovery_date, sale_not_a_date, recovery_not_a_date, sale_after_recovery, recovery_in_future, "
        "sale_before_made. Columns are found by the names that trace tables give them (purchase_date, recovery_date, ...).",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="CSV or JSON lines (default: standard input)")
    parser.add_argument(
        "--purchase", default="", metavar="COLUMN", help="the column of the last legal sale or transfer"
    )
    parser.add_argument("--recovery", default="", metavar="COLUMN", help="the column of the recovery")
    parser.add_argument("--made", default="", metavar="COLUMN", help="the column of the year of manufacture")
    parser.add_argument(
        "--order",
        choices=("month-first", "day-first"),
        help="how 03/05/71 is read (default: as the table's other dates show, else month first, with points day first)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print each row as JSON with days, dates as read and the reason"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from headstamp.config.environment import home
    from headstamp.tracing import trace_tables
    from headstamp.tracing.written_dates import Order
    from headstamp.vocabulary import codes

    overlay = home() / "vocabulary"
    if overlay.is_dir():
        codes.use_overlay(overlay)
    rows = trace_tables.read_rows(_text(arguments.file))
    if not rows:
        return 0
    columns = trace_tables.find_columns(
        rows, sale=arguments.purchase, recovery=arguments.recovery, made=arguments.made
    )
    order = Order(arguments.order) if arguments.order else trace_tables.order_shown(rows, columns)
    told: Counter[str] = Counter()
    for row in rows:
        found = trace_tables.answer(row, columns, order)
        told[found.refusal.value if found.refusal else "exact" if found.is_exact else "interval"] += 1
        print(json.dumps({**row, **_told(found)}, ensure_ascii=False) if arguments.json else str(found))
    print(
        f"headstamp: {len(rows)} rows: {', '.join(f'{number} {word}' for word, number in told.items())}",
        file=sys.stderr,
    )
    return 0


def _told(found: Any) -> dict[str, Any]:
    from headstamp.tracing.time_to_crime import WORDS

    return {
        "days": found.least if found.is_exact else None,
        "days_least": found.least,
        "days_most": found.most,
        "sale": found.sale.iso if found.sale else None,
        "recovered": found.recovery.iso if found.recovery else None,
        "refused": found.refusal.value if found.refusal else None,
        "why": str(WORDS[found.refusal]) if found.refusal else None,
    }


def _text(file: str | None) -> str:
    """The table's text; what is not UTF-8 is read as Windows' Western code page."""
    try:
        content = sys.stdin.buffer.read() if file is None or file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Invalid(
            {"": [say(gettext_noop("The file cannot be read: %(why)s."), why=error.strerror)]}
        ) from None
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")

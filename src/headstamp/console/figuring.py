"""`headstamp figures`: a measure or a KPI, counted for the console's account, as CSV or JSON."""

import argparse
import csv
import json
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.console.homing import acting_account, open_home

if TYPE_CHECKING:
    from headstamp.indicators.asking import Asked
    from headstamp.indicators.figure import Figure

HEADINGS = ("id", "title", "unit", "period", "value", "by", "status", "as_of")
PROGRAMME = "programme"
LENGTHS = ("month", "quarter", "half-year", "year", "two-year", "all")


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "figures",
        help="print figures",
        description="Counts the measure or KPI ID for the console's account and prints one line per figure: "
        "id, title, unit, period, value, by, status, as_of. `figures list` prints the ids. "
        "An empty value is no number: the status says why. Of a frozen period, an account that may approve gets the approved "
        "figures of its newest edition; --json has who approved them, when, and what would be counted now. `figures programme` prints the facts of the source document, "
        "one line each: line, project, subject, value, qualifier, unit, sex, jurisdiction, audience, period, printed form.",
    )
    parser.add_argument(
        "id", metavar="ID", help="a measure (firearms-seized), a KPI (kpi-8), `programme`, or `list`"
    )
    parser.add_argument(
        "--period", help="2022, 2022-H1, 2022-Q3, 2022-05, 2021/2022 or all; default: every year"
    )
    parser.add_argument(
        "--every", choices=LENGTHS, default="year", help="length of the periods (default: %(default)s)"
    )
    parser.add_argument("--by", default="", help="split by a column, or by two parted by a comma")
    parser.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=VALUE,…", help="count only these"
    )
    parser.add_argument("--live", action="store_true", help="count now, for the account, what is frozen too")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON array")
    parser.add_argument("--year", help="the same as --period, for a workbook")
    parser.add_argument(
        "--xlsx",
        metavar="FILE",
        help="write the workbook ID of a year: kpi, iafq, sdg-16-4-2, eu-categories or avmp",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    if arguments.id == "list":
        return _list(arguments.json)
    if arguments.xlsx:
        return _workbook(arguments)
    if arguments.id == PROGRAMME:
        return _programme(arguments.json)
    from headstamp.desk.asking import console_asker
    from headstamp.indicators.queries.figures import figures_for
    from headstamp.snapshot.actions import refresh

    asker, asked = console_asker(acting_account()), _asked(arguments)
    refresh()
    found = figures_for(asker, arguments.id, asked, live=arguments.live)
    if arguments.json:
        _print_json(found)
    else:
        _print(found)
        _say_frozen(found)
    if not found:
        print("headstamp: the register holds nothing that this figure could count.", file=sys.stderr)
    return 0


def _asked(arguments: argparse.Namespace) -> "Asked":
    from headstamp.indicators.asking import Asked
    from headstamp.indicators.period import Every, Period
    from headstamp.kernel.errors import Invalid
    from headstamp.kernel.text import Message

    try:
        asked = arguments.period or arguments.year
        period = Period.parse(asked) if asked else None
    except ValueError as error:
        raise Invalid({"period": [Message(str(error))]}) from None
    where = {}
    for text in arguments.where:
        column, _equals, values = text.partition("=")
        where[column] = values.split(",")
    by = tuple(name for name in arguments.by.split(",") if name)
    return Asked(Every(arguments.every), period, by, where)


def _print(found: list["Figure"]) -> None:
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(HEADINGS)
    for figure in found:
        told = figure.as_plain()
        told["by"] = _by(told["by"])
        lines.writerow(["" if told[name] is None else told[name] for name in HEADINGS])


def _print_json(found: list["Figure"]) -> None:
    from headstamp.desk.frozen_words import approvers_of

    names = approvers_of(found)
    told = [figure.as_plain() for figure in found]
    for each in told:
        each["approved_by"] = names.get(each["approved_by"], each["approved_by"])
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _say_frozen(found: list["Figure"]) -> None:
    """For the person at the terminal: which periods are frozen, and each figure that would now be another."""
    from headstamp.desk.frozen_words import approved_told, approvers_of, now_told

    names = approvers_of(found)
    told = {each.period: approved_told(each, names) for each in found if each.approved}
    lines = [f"{period} is frozen, {words}." for period, words in told.items()]
    lines += [
        f"{each.id} {each.period} {_by(each.by)}".rstrip() + f" {words}."
        for each in found
        if (words := now_told(each))
    ]
    for line in lines:
        print(f"headstamp: {line}", file=sys.stderr)


def _by(by: Mapping[str, str]) -> str:
    return ";".join(f"{column}={value}" for column, value in by.items())


def _programme(as_json: bool) -> int:
    """The source document's facts, which are public; its totals are added up again and what does not agree is said."""
    from headstamp.programme.source import facts, flags_of, sums_told

    rows = [fact.as_plain() | {"flags": [flag.text for flag in flags_of(fact)]} for fact in facts()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        lines = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        lines.writeheader()
        lines.writerows(row | {"flags": " ".join(row["flags"])} for row in rows)
    for each in sums_told():
        if not each.agrees:
            where = f"headstamp: {each.of}, {each.unit} {each.sex}".rstrip()
            print(f"{where}: printed {each.told}, the parts by {each.by} give {each.added}.", file=sys.stderr)
    return 0


def _workbook(arguments: argparse.Namespace) -> int:
    """The file is there whole or not at all."""
    from headstamp.desk.asking import console_asker
    from headstamp.desk.workbooks import workbook
    from headstamp.snapshot.actions import refresh

    asker, target = console_asker(acting_account()), Path(arguments.xlsx)
    refresh()
    content = BytesIO()
    written = workbook(asker, arguments.id, arguments.year or arguments.period or "", content)
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(content.getvalue())
    part.replace(target)
    print(f"headstamp: {written} figures in {target}", file=sys.stderr)
    return 0


def _list(as_json: bool) -> int:
    from headstamp.indicators.declared import measures
    from headstamp.indicators.kpis import kpis

    rows: list[dict[str, Any]] = [
        {
            "id": kpi.code,
            "title": kpi.label("en"),
            "unit": str(kpi.unit),
            "how": str(kpi.how),
            "of": kpi.measures,
        }
        for kpi in kpis()
    ]
    rows += [
        {"id": each.id, "title": str(each.title), "unit": str(each.unit), "how": "computed", "by": each.by}
        for each in measures().values()
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        lines = csv.DictWriter(
            sys.stdout, ["id", "title", "unit", "how"], extrasaction="ignore", lineterminator="\n"
        )
        lines.writeheader()
        lines.writerows(rows)
    return 0

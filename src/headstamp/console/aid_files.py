"""`headstamp iati`: checks a file of the IATI standard, which needs no database; writes projects as one and takes one in."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.config.environment import setting

if TYPE_CHECKING:
    from headstamp.iati.report import Report


def register(commands: Any) -> None:
    parser = commands.add_parser("iati", help="aid projects as IATI files")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    _register_check(acts)
    _register_export(acts)
    _register_import(acts)


def _register_check(acts: Any) -> None:
    check = acts.add_parser(
        "check",
        help="check an IATI file",
        description="Checks FILE, activities or organisations of IATI 2.03, 2.02 or 2.01, against the schema of its version, the code "
        "lists and the rules, and prints what is wrong in plain words, with the line. Exit 0: schema and complete code lists find "
        "nothing; 1: they do; 2: the file cannot be opened. Nothing is fetched, and a file that declares a document type is not read.",
    )
    check.add_argument("file", metavar="FILE", type=Path, help="the XML file")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    check.add_argument("--strict", action="store_true", help="exit 1 for a broken rule too")
    check.set_defaults(run=run_check)


def _register_export(acts: Any) -> None:
    export = acts.add_parser(
        "export",
        help="write the published projects as an IATI file",
        description="Writes FILE: the published projects of the console's account as activities of IATI 2.03, or with --organisation the "
        "file that says who reports. It is checked first; a file that is not valid is not written. What the standard asks for and "
        "nobody told is left out and listed on standard error, with why.",
    )
    export.add_argument(
        "file", metavar="FILE", type=Path, help="the XML file to write; - for standard output"
    )
    export.add_argument("--organisation", action="store_true", help="write the organisation file")
    export.add_argument("--recipient", default="", help="who gets it; it is kept in the log")
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    from headstamp.console.homing import acting_account, open_home

    open_home()
    from headstamp.desk.aid.exporting import export_activities, export_organisation
    from headstamp.desk.aid.leaving_out import counted
    from headstamp.desk.asking import console_asker

    asker = console_asker(acting_account())
    make = export_organisation if arguments.organisation else export_activities
    made = make(asker, recipient=arguments.recipient)
    write(arguments.file, made.content)
    for why, number, of in counted(made.left_out):
        print(_left_out(str(why), number, of), file=sys.stderr)
    if not made.reporter.is_registered:
        print(
            f"headstamp: the office has no identifier as a publisher: the file says {made.reporter.organisation.identifier}. "
            "Set HEADSTAMP_IATI_ORGANISATION before it is published.",
            file=sys.stderr,
        )
    if made.report:
        print(f"headstamp: {made.projects} projects told; {verdict(made.report)}", file=sys.stderr)
    return 0


def _register_import(acts: Any) -> None:
    taking = acts.add_parser(
        "import",
        help="start a portfolio from an IATI file",
        description="Takes the activities of FILE in as projects of the console's account, unpublished, and prints how many were taken, "
        "were there already and what was left out with why. A project that is there stays as it is, so the same file again changes "
        "nothing. A file that is not valid is refused with the report.",
    )
    taking.add_argument("file", metavar="FILE", type=Path, help="a file of activities")
    taking.add_argument("--dry-run", action="store_true", help="say what would be taken, write nothing")
    taking.add_argument("--json", action="store_true", help="print counts and reasons as JSON")
    taking.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    if not arguments.file.is_file():
        print(f"headstamp: there is no file {arguments.file}.", file=sys.stderr)
        return 2
    from headstamp.console.homing import acting_account, open_home

    open_home()
    from headstamp.desk.aid.leaving_out import counted
    from headstamp.desk.aid.taking import take_in
    from headstamp.desk.asking import console_asker

    taken = take_in(console_asker(acting_account()), arguments.file.read_bytes(), is_dry=arguments.dry_run)
    if not taken.report.is_valid:
        print_report(taken.report)
        print(f"headstamp: nothing was taken: {verdict(taken.report)}", file=sys.stderr)
        return 1
    left = [(str(why), number, of) for why, number, of in counted(taken.left_out)]
    if arguments.json:
        reasons = [{"why": why, "count": number, "of": list(of)} for why, number, of in left]
        projects = [{"code": each.code, "title": each.title} for each in taken.new]
        told = taken.counts() | {"dry_run": arguments.dry_run, "new": projects, "reasons": reasons}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for name, number in taken.counts().items():
        print(f"{name}\t{number}")
    for why, number, of in left:
        print(_left_out(why, number, of), file=sys.stderr)
    return 0


def _left_out(why: str, number: int, of: Sequence[str]) -> str:
    return f"headstamp: left out {number} × {why} ({', '.join(of[:5])}{', …' if len(of) > 5 else ''})."


def write(path: Path, content: bytes) -> None:
    """The file is there whole or not at all."""
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        return
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def run_check(arguments: argparse.Namespace) -> int:
    report = checked(arguments.file)
    if report is None:
        return 2
    if arguments.json:
        print(json.dumps(report.as_plain(), ensure_ascii=False, indent=1))
    else:
        print_report(report)
    print(f"headstamp: {verdict(report)}", file=sys.stderr)
    return 0 if (report.is_clean if arguments.strict else report.is_valid) else 1


def checked(path: Path) -> "Report | None":
    """The report on the file at `path`; None, and said why, if it cannot be opened."""
    from headstamp.iati.checking import check

    try:
        content = path.read_bytes()
    except OSError as error:
        print(f"headstamp: {path} cannot be opened: {error.strerror}.", file=sys.stderr)
        return None
    folder = setting("HEADSTAMP_IATI")
    return check(content, own=Path(folder) if folder else None, today=datetime.now(UTC).date())


def print_report(report: "Report") -> None:
    """One line for each finding: severity, line, activity or organisation, words."""
    for each in report.findings:
        print(f"{each.severity.value}\tline {each.line}\t{each.where or '-'}\t{each.message}")


def verdict(report: "Report") -> str:
    """The whole report in one sentence."""
    counts = ", ".join(f"{count} {name}" for name, count in report.counts().items())
    kind = report.root.removeprefix("iati-") or "no XML"
    version = f", checked as {report.checked}" if report.checked else ""
    word = "valid" if report.is_valid else "not valid"
    return f"{word} ({kind}{version}, {report.entries} in it): {counts}."

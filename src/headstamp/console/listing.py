"""`headstamp codes` and `headstamp layouts`: what the office can choose from, without a database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def register(commands: Any) -> None:
    codes = commands.add_parser(
        "codes",
        help="print a code list",
        description="Prints the codes of LIST as JSON lines; without LIST, the names of the lists.",
    )
    codes.add_argument("list", nargs="?")
    codes.set_defaults(run=run_codes)
    layouts = commands.add_parser(
        "layouts",
        help="print the layouts",
        description="Prints the names of the layouts that ship, or one layout as YAML to change and share; "
        "with --fields, the fields that a layout may fill, as JSON lines.",
    )
    layouts.add_argument("layout", nargs="?")
    layouts.add_argument("--fields", action="store_true", help="print the fields that a layout may fill")
    layouts.set_defaults(run=run_layouts)


def run_codes(arguments: argparse.Namespace) -> int:
    from headstamp.config.environment import home
    from headstamp.vocabulary import codes

    overlay = home() / "vocabulary"
    if overlay.is_dir():
        codes.use_overlay(overlay)
    if not arguments.list:
        print(*codes.list_names(), sep="\n")
        return 0
    if arguments.list not in codes.list_names():
        print(
            f"headstamp: there is no list {arguments.list}. `headstamp codes` prints their names.",
            file=sys.stderr,
        )
        return 1
    for entry in codes.codes(arguments.list).values():
        told = {"code": entry.code, "labels": dict(entry.labels), "retired": entry.retired}
        told |= {"aliases": list(entry.aliases), "facts": dict(entry.facts)}
        print(json.dumps(told, ensure_ascii=False, default=str))
    return 0


def run_layouts(arguments: argparse.Namespace) -> int:
    from headstamp.intake.layout import dump_layout, load_layout

    if arguments.fields:
        return _run_fields()
    if arguments.layout:
        print(dump_layout(load_layout(arguments.layout)), end="")
    else:
        folder = Path(__file__).parents[1] / "intake" / "layouts"
        print(*sorted(path.stem for path in folder.glob("*.yaml")), sep="\n")
    return 0


def _run_fields() -> int:
    from headstamp.console.homing import open_home

    open_home(migrate=False)
    from headstamp.desk.targets import all_targets

    for target in all_targets():
        for each in target.fields.values():
            told: dict[str, Any] = {
                "target": target.name,
                "field": each.name,
                "label": str(each.label),
                "value": each.type,
            }
            told |= {"lists": each.lists, "required": each.required, "needs": each.needs}
            print(json.dumps(told, ensure_ascii=False))
    return 0

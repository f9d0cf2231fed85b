"""`headstamp publish DIR`: a release of frozen figures as a static site with open data."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "publish",
        help="publish frozen figures as a static site and open data",
        description="Makes the next release of all frozen years and writes it into DIR: pages in three languages, CSV with its "
        "metadata, a feed, checksums. Refuses if nothing is frozen, or if an attack on this and earlier releases reveals a count of persons.",
    )
    parser.add_argument("folder", metavar="DIR", help="an empty folder, or one that holds an earlier release")
    parser.add_argument("--note", default="", help="what is new; it is printed on the first page")
    parser.add_argument(
        "--footnotes",
        default=None,
        help="codes of the designation footnotes that publisher and funder ask for, comma between (default: all of the jurisdiction)",
    )
    parser.add_argument(
        "--let-stand",
        action="store_true",
        help="leave tables as an earlier release had them where their revision would reveal a count",
    )
    parser.add_argument(
        "--release", type=int, default=0, help="write this release again instead of making one"
    )
    parser.add_argument("--json", action="store_true", help="print what was published as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from headstamp.console.homing import acting_account, open_home

    open_home()
    from headstamp.desk.asking import console_asker
    from headstamp.desk.publication.making import archive_content, check_folder, publish, write_into

    asker, folder = console_asker(acting_account()), Path(arguments.folder)
    check_folder(folder)
    number = arguments.release
    if not number:
        chosen = None if arguments.footnotes is None else arguments.footnotes.split(",")
        number = publish(asker, note=arguments.note, footnotes=chosen, let_stand=arguments.let_stand).number
    release, content = archive_content(asker, number)
    names = write_into(folder, content)
    told = {
        "release": release.number, "periods": release.editions, "files": len(names),
        "hidden": sum(cell[3] == "hidden" for sheet in release.content for cell in sheet["cells"]), "left_as_they_were": release.held,
    }  # fmt: skip
    if arguments.json:
        print(json.dumps(told))
    else:
        print(f"release {release.number}\t{len(names)} files\t{folder}")
        print(f"headstamp: {told['hidden']} counts of persons are hidden.", file=sys.stderr)
    return 0

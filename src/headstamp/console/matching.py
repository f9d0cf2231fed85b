"""`headstamp match`: which records of the whole register may be one gun, and which are."""

import argparse
import json
import sys
from typing import Any

from headstamp.console.homing import acting_account, open_home


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "match",
        help="find guns that are in the register twice",
        description="Compares every gun with a number that the console's account may read, and prints pairs that may be one gun, "
        "the likeliest first: verdict (same, unsure or conflict), probability, the two items, and why. Then the clusters: items "
        "that are one gun together. Nothing is written: a person judges. Guns whose numbers follow each other are not joined, a number "
        "on two makes is a conflict, and what is no number joins nothing.",
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON lines: pairs {a, b, verdict, ...}, then {cluster}"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.desk.asking import console_asker
    from headstamp.matching.register import as_plain, match_register

    records, matches = match_register(console_asker(acting_account()))
    for told in as_plain(records, matches):
        print(json.dumps(told, ensure_ascii=False) if arguments.json else "\t".join(_cells(told)))
    same = sum(len(cluster) for cluster in matches.clusters)
    print(
        f"headstamp: {len(records)} guns with a number; {len(matches)} pairs to look at; "
        f"{same} records in {len(matches.clusters)} clusters.",
        file=sys.stderr,
    )
    return 0


def _cells(told: dict[str, Any]) -> list[str]:
    if "cluster" in told:
        return ["cluster", *told["cluster"]]
    return [told["verdict"], f"{told['probability']:.4f}", told["a"], told["b"], "; ".join(told["why"])]

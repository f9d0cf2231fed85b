"""Check an exported chain of custody without the application: `python verify_chain.py chain.json --public-key HEX`.

This file needs nothing but Python 3.11 and `verify_offline.py` beside it; both are handed over with the export. It is also the one place that says what
the bytes of a line are. The hash of a line is SHA-256 over the compact ASCII JSON array of the format's name and the
columns below, in their order; the first line follows 64 zeros. The signature (Ed25519) is over the format's name, the
item, the number of lines, the last hash, the moment of the export, the names beside it, and the key's id.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

try:
    from headstamp.audit.verify_offline import is_signed, key_id
except ImportError:  # handed over without the application
    from verify_offline import is_signed, key_id  # type: ignore[import-not-found, no-redef]

FORMAT = "headstamp-custody-line-1"
FILE_FORMAT = "headstamp-custody-chain-1"
COLUMNS = (
    "item", "number", "parcel", "act", "at", "by", "thousandths", "before", "after", "unit",
    "from_place", "to_place", "given_by", "given_name", "taken_by", "taken_name", "seal", "seal_before",
    "condition", "reason", "reference", "method", "witnesses", "previous_hash",
)  # fmt: skip
GENESIS = "0" * 64
ENTERING = ("received", "split_off", "found_more")
LEAVING = (
    "split_from", "used", "found_missing", "returned", "transferred", "destroyed",
)  # fmt: skip
Line = Mapping[str, Any]
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, sort_keys=True).encode


def hash_of(line: Line) -> str:
    """The hash of a line. KeyError if a column is missing."""
    return hashlib.sha256(_encode([FORMAT, *[line[name] for name in COLUMNS]]).encode("ascii")).hexdigest()


def signed_bytes(chain: Mapping[str, Any]) -> bytes:
    """What the signature of an export is over: all of it but the signature, each line by its hash."""
    lines = [line.get("hash") for line in chain["lines"]]
    rest = {name: value for name, value in chain.items() if name not in ("lines", "signature", "note")}
    return _encode([FILE_FORMAT, rest, lines]).encode("ascii")


def first_problem(chain: Mapping[str, Any]) -> str:
    """What is wrong with the lines, in words; '' if they follow from each other and lose nothing."""
    previous = GENESIS
    amounts: dict[str, int] = {}
    for number, line in enumerate(chain["lines"], 1):
        try:
            if line["number"] != number or line["item"] != chain["item"]:
                return f"Line {number} is missing, or lines changed places."
            if line["previous_hash"] != previous or hash_of(line) != line["hash"]:
                return f"Line {number} was altered."
            parcel, before = line["parcel"], amounts.get(line["parcel"], 0)
            change = line["thousandths"] * _sign(line["act"])
            if line["before"] != before or line["after"] != before + change or line["after"] < 0:
                return f"Line {number} does not follow from the amount before it."
        except (KeyError, TypeError):
            return f"Line {number} is not whole."
        previous, amounts[parcel] = line["hash"], line["after"]
    return ""


def _sign(act: str) -> int:
    return (act in ENTERING) - (act in LEAVING)


def verdict(chain: Mapping[str, Any], public_keys: Mapping[str, bytes]) -> str:
    """What is wrong with an exported chain, in words; '' if it is whole and signed by one of the keys."""
    if chain.get("format") != FILE_FORMAT:
        return "This is not a chain of custody that this program knows."
    problem = first_problem(chain)
    if problem:
        return problem
    if len(chain["lines"]) != chain.get("count"):
        return "Lines were cut off at the end."
    key = public_keys.get(str(chain.get("key_id")))
    if key is None or not is_signed(key, signed_bytes(chain), str(chain.get("signature"))):
        return "The signature is not by this key: the file was altered, or another office made it."
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if the chain is whole and signed, 1 if not, 2 if the file cannot be read."""
    parser = argparse.ArgumentParser(description="Check an exported chain of custody.")
    parser.add_argument("chain", type=Path)
    parser.add_argument(
        "--public-key", action="append", required=True, help="the office's key as 64 hex digits"
    )
    options = parser.parse_args(arguments)
    try:
        keys = [bytes.fromhex(text) for text in options.public_key]
        chain = json.loads(options.chain.read_text(encoding="utf-8"))
        problem = verdict(chain, {key_id(key): key for key in keys})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{problem or 'The chain is whole.'}\n")
    return 1 if problem else 0


if __name__ == "__main__":
    raise SystemExit(main())

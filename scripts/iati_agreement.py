"""Says how far `headstamp iati check` agrees with the schema tests that the standard's own package ships.

Run by hand: it fetches that package. The tests of a version hold placeholders for codes, so that only the schema decides
in them; those of 2.01 and 2.02 name no version, so each is held to the schema of its folder.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import yaml
from iati_standard import OURS, VERSIONS, fetch

from headstamp.iati.checking import check

TODAY = datetime.now(UTC).date()


def verdict(path: Path, version: str) -> bool:
    """Whether the file is valid; placeholders of a version become the folder's where that is not the newest."""
    content = path.read_bytes()
    if version != VERSIONS[-1]:
        return not any(each.severity == "critical" for each in check(content.replace(b'version="xx"', f'version="{version}"'.encode()), today=TODAY).findings)  # fmt: skip
    return check(content, today=TODAY).is_valid


def main() -> None:
    """One line for each set: version, kind, what should be, files, how many agree."""
    ours = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    differ = []
    with tempfile.TemporaryDirectory() as folder:
        tests = fetch(ours["package"], Path(folder)).parent / "test_data"
        for version in VERSIONS:
            for kind in ("activity", "org"):
                for wanted in ("pass", "fail"):
                    sets = tests / version.replace(".", "-") / f"ssot-{kind}-xml-{wanted}"
                    files = sorted(sets.rglob("*.xml"))
                    wrong = [path for path in files if verdict(path, version) != (wanted == "pass")]
                    differ += wrong
                    print(f"{version}\t{kind}\t{wanted}\t{len(files)}\t{len(files) - len(wrong)}")
        for path in differ:
            print(path.relative_to(tests), file=sys.stderr)


if __name__ == "__main__":
    main()

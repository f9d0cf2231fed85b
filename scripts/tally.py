"""Adds up the pytest runs of one `make test`, so that its last line speaks for all of them."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def main(folder: Path) -> int:
    """Print passed and failed over all runs; fail when a run is missing or ran nothing."""
    passed = failed = 0
    for name in ("sqlite", "postgresql", "browser", "spark"):
        file = folder / f"{name}.xml"
        if not file.exists():
            print(f"{name}: did not run to its end")
            failed += 1
            continue
        for suite in ElementTree.parse(file).getroot().iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            good = int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
            print(f"{name} {good} of {suite.get('tests')} in {float(suite.get('time', 0)):.0f} s")
            passed, failed = passed + good, failed + bad + (good == 0)
    print(f"total: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""A file is read to its end elsewhere first; the limits there never exceed what this process may have."""

import subprocess
import sys
from pathlib import Path

from headstamp.intake.workbook.trial import survives
from tests.intake.workbook import files

GIGABYTE = 2**30


def test_a_good_file_survives_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    good = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"PK")
    assert survives(good, memory=4 * GIGABYTE, seconds=60)
    assert not survives(bad, memory=4 * GIGABYTE, seconds=60)


def test_too_little_memory_is_no_survival(tmp_path: Path) -> None:
    good = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    assert not survives(good, memory=1, seconds=60)


def test_a_service_with_a_lower_limit_of_its_own_still_reads(tmp_path: Path) -> None:
    good = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    program = (
        "import resource, sys; from pathlib import Path; from headstamp.intake.workbook.trial import survives;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({3 * GIGABYTE}, {3 * GIGABYTE}));"
        f"sys.exit(0 if survives(Path(sys.argv[1]), memory={6 * GIGABYTE}, seconds=60) else 1)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(good)], check=False).returncode == 0

"""The list of parts names the front-end parts too, by version and licence."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "sbom.py"


def test_both_lists_name_packages_and_front_end_parts(tmp_path: Path) -> None:
    (tmp_path / "parts.json").write_text(
        '{"bomFormat": "CycloneDX", "components": [{"name": "django"}]}', encoding="utf-8"
    )
    packages = [{"Name": "headstamp", "Version": "1.2.3", "License": "EUPL-1.2"}]
    (tmp_path / "licences.json").write_text(json.dumps(packages), encoding="utf-8")
    places = [str(tmp_path / name) for name in ("parts.json", "licences.json", "dist")]
    command = [sys.executable, str(SCRIPT), *places]
    subprocess.run(command, check=True, capture_output=True)
    bill = json.loads((tmp_path / "dist" / "headstamp-1.2.3.cdx.json").read_text(encoding="utf-8"))
    assert {"django", "htmx.org", "@tabler/core"} <= {part["name"] for part in bill["components"]}
    table = (tmp_path / "dist" / "licences.md").read_text(encoding="utf-8")
    assert "| headstamp | 1.2.3 | EUPL-1.2 |" in table
    assert "| htmx.org | 4.0.1 | 0BSD |" in table
    assert "| IATI Standard | 2.03 | CC-BY-4.0 |" in table

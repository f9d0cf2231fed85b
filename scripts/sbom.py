"""Adds the shipped front-end parts to the list of parts and of licences, and writes both for a release."""

import json
import sys
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).parents[1] / "src" / "headstamp" / "web" / "static" / "vendor" / "manifest.json"

STANDARD = ("IATI Standard", "2.03", "CC-BY-4.0")


def components(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The front-end parts as CycloneDX components."""
    return [
        {
            "type": "library",
            "bom-ref": f"npm:{part['package']}@{part['version']}",
            "name": part["package"],
            "version": part["version"],
            "licenses": [{"license": {"id": part["licence"]}}],
            "purl": f"pkg:npm/{part['package'].replace('@', '%40')}@{part['version']}",
        }
        for part in manifest.values()
    ] + [_data(*STANDARD)]


def _data(name: str, version: str, licence: str) -> dict[str, Any]:
    """A component that is no program."""
    return {"type": "data", "name": name, "version": version, "licenses": [{"license": {"id": licence}}]}


def licence_table(packages: list[dict[str, str]], manifest: dict[str, Any]) -> str:
    """Every part with its licence, as a Markdown table."""
    rows = [(one["Name"], one["Version"], " ".join(one["License"].split())) for one in packages]
    rows += [STANDARD, *((part["package"], part["version"], part["licence"]) for part in manifest.values())]
    lines = [f"| {' | '.join(row)} |" for row in sorted(rows, key=lambda row: row[0].lower())]
    return "\n".join(
        ["# Parts and their licences", "", "| part | version | licence |", "|---|---|---|", *lines, ""]
    )


def main(parts: Path, licences: Path, folder: Path) -> None:
    """Write dist/headstamp-VERSION.cdx.json and dist/licences.md."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    packages = json.loads(licences.read_text(encoding="utf-8"))
    version = next(one["Version"] for one in packages if one["Name"] == "headstamp")
    bill = json.loads(parts.read_text(encoding="utf-8"))
    bill["components"] = bill.get("components", []) + components(manifest)
    folder.mkdir(exist_ok=True)
    target = folder / f"headstamp-{version}.cdx.json"
    target.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "licences.md").write_text(licence_table(packages, manifest), encoding="utf-8")
    print(
        f"{len(bill['components'])} parts are listed in {target}; their licences in {folder / 'licences.md'}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))

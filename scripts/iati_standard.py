"""Lays the IATI standard where `headstamp iati` finds it: schemas, code lists, where each list is used, the ruleset.

No package that ships them is kept up, and an office has no internet; so the results are committed with their checksums.
Run it by hand: `scripts/iati_standard.py FOLDER`, FOLDER having `schemas` and `codelists` as the standard's site gives them.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "headstamp" / "iati" / "standard"
OURS = Path(__file__).with_suffix(".yaml")
VERSIONS = ("2.01", "2.02", "2.03")
SCHEMAS = ("iati-activities-schema.xsd", "iati-organisations-schema.xsd", "iati-common.xsd", "xml.xsd")
Lists = dict[str, dict[str, Any]]


def fetch(part: dict[str, str], folder: Path) -> Path:
    """The unpacked package; stops when it is not the one that was reviewed."""
    wanted = f"{part['name']}=={part['version']}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), wanted]
    subprocess.run(command, check=True)
    archive = folder / part["file"]
    if hashlib.sha256(archive.read_bytes()).hexdigest() != part["sha256"]:
        raise SystemExit(f"{wanted}: its contents are not those that {OURS.name} expects")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / part["inside"]


def read_list(path: Path) -> tuple[str, dict[str, Any], bool | None]:
    """(name, what is kept of it, whether it belongs to one version; None where the file does not say)."""
    root = ElementTree.parse(path).getroot()
    codes = [(item.findtext("code") or "").strip() for item in root.iter("codelist-item")]
    kept = {"complete": root.get("complete") == "1", "codes": [code for code in codes if code]}
    return root.attrib["name"], kept, {"1": True, "0": False}.get(root.get("embedded", ""))


def lists_of(version: str, package: Path, newer: Path, ours: dict[str, Any]) -> Lists:
    """Each list of a version: the package's, then newer ones, then the codes that we know were added since."""
    lists: Lists = {}
    for path in sorted((package / version.replace(".", "-") / "codelists").glob("*.xml")):
        name, kept, _embedded = read_list(path)
        lists[name] = kept | {"as_of": ours["as_of"]}
    for path in sorted((newer / "codelists").glob("*.xml")):
        name, kept, is_embedded = read_list(path)
        if not is_embedded or version == VERSIONS[-1]:
            lists[name] = kept
    for name, codes in ours["added"].items():
        known = lists.setdefault(name, {"complete": True, "codes": []})
        known["codes"] += [code for code in codes if code not in known["codes"]]
    return lists


def mapping_of(version: str, package: Path, ours: dict[str, Any]) -> list[list[str]]:
    """[path, list, condition] of each place that holds a code; ours correct the package's."""
    root = ElementTree.parse(package / version.replace(".", "-") / "codelist-mapping.xml").getroot()
    rows: dict[str, list[str]] = {}
    for each in root.iter("mapping"):
        path, named = each.findtext("path") or "", each.find("codelist")
        rows[path] = [
            path,
            named.attrib["ref"] if named is not None else "",
            each.findtext("condition") or "",
        ]
    for path in ours["not_a_place"]:
        rows.pop(path, None)
    found = list(rows.values())
    for path, name, condition in ours["places"]:
        found = [row for row in found if row[0] != path or name != row[1]]
        found.append([path, name, condition])
    return sorted(found)


def lay(package: Path, newer: Path, ours: dict[str, Any], target: Path) -> None:
    """Write the folder of each version."""
    for version in VERSIONS:
        folder = target / version
        folder.mkdir(parents=True)
        own = package / version.replace(".", "-")
        origin = (newer if version == VERSIONS[-1] else own) / "schemas"
        for name in SCHEMAS:
            shutil.copy(origin / name, folder / name)
        shutil.copy(own / "rulesets" / "standard_ruleset.json", folder / "rules.json")
        for name, told in (
            ("lists.json", lists_of(version, package, newer, ours)),
            ("places.json", mapping_of(version, package, ours)),
        ):
            text = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
            (folder / name).write_text(text, encoding="utf-8")
    (target / "LICENSE").write_text(ours["licence"], encoding="utf-8")
    files = sorted(path for path in target.rglob("*") if path.is_file())
    sums = {str(path.relative_to(target)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    text = json.dumps({"package": ours["package"], "sha256": sums}, indent=2) + "\n"
    (target / "manifest.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Fetch and make everything first; replace the old folder only when all of it is there."""
    ours = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    newer = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(ours["package"], Path(folder))
        fresh = Path(folder) / "standard"
        lay(package, newer, ours, fresh)
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(fresh, TARGET)
    print(f"the IATI standard is in {TARGET.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()

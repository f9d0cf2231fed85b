"""Fetches the front-end parts named in vendor.toml, checks them, and lays them where the pages find them.

Offices have no internet and a Python user has no Node, so the results are committed with their checksums.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "headstamp" / "web" / "static" / "vendor"
SVG = "{http://www.w3.org/2000/svg}"
MIT = """MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
"""


def fetch(part: dict[str, Any], folder: Path) -> Path:
    """The unpacked package; stops when it is not the one that was reviewed."""
    name = f"{part['package']}@{part['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=folder)
    archive = folder / done.stdout.split()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if part["integrity"] != f"sha512-{digest}":
        raise SystemExit(f"{name}: its contents are not those that vendor.toml expects")
    unpacked = folder / str(part["name"])
    unpacked.mkdir()
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(unpacked)], check=True)
    return unpacked / "package"


def lay(part: dict[str, Any], package: Path, target: Path) -> None:
    """Write what is needed of one package, its licence with it."""
    target.mkdir(parents=True)
    for source, name in part["files"].items():
        (target / name).write_bytes(without_source_map((package / source).read_bytes()))
    if "copyright" in part:
        (target / "LICENSE").write_text(MIT.format(copyright=part["copyright"]), encoding="utf-8")
    if "icons" in part:
        (target / "sprite.svg").write_text(sprite(package, part["icons"]), encoding="utf-8")
    if "subsets" in part:
        font(package, part["subsets"], target)


def without_source_map(content: bytes) -> bytes:
    """The file without its pointer to a source map, which is not shipped and would be a 404."""
    return re.sub(rb"\n?(/\*|//)# sourceMappingURL=\S+( \*/)?\s*$", b"\n", content)


def sprite(package: Path, names: list[str]) -> str:
    """One SVG with a symbol per icon: `<svg class="icon"><use href="...sprite.svg#home"/></svg>`."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    root = ElementTree.Element(f"{SVG}svg")
    for name in sorted(names):
        icon = ElementTree.parse(package / "icons" / "outline" / f"{name}.svg").getroot()
        kept = {key: icon.attrib[key] for key in icon.attrib if key not in ("width", "height", "class")}
        symbol = ElementTree.SubElement(root, f"{SVG}symbol", {"id": name, **kept})
        symbol.extend(path for path in icon if path.get("d") != "M0 0h24v24H0z")
        for node in symbol.iter():
            node.text = node.tail = None
        symbol.tail = "\n"
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def font(package: Path, subsets: list[str], target: Path) -> None:
    """The chosen scripts of the font, and the style sheet that says which letters each file holds."""
    faces = (package / "wght.css").read_text(encoding="utf-8").split("/* ")
    wanted = {f"inter-{subset}-wght-normal": subset for subset in subsets}
    chosen = [face for face in faces if face.split(" ", 1)[0] in wanted]
    if len(chosen) != len(subsets):
        raise SystemExit("inter: the package does not hold every subset that vendor.toml names")
    css = "".join(f"/* {face}" for face in chosen).replace("./files/", "")
    (target / "inter.css").write_text(css, encoding="utf-8")
    for name in wanted:
        shutil.copy(package / "files" / f"{name}.woff2", target)


def entry(part: dict[str, Any], target: Path) -> dict[str, Any]:
    """What the manifest says of one part."""
    files = sorted(path for path in target.iterdir() if path.is_file())
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    said = {key: part[key] for key in ("package", "version", "licence", "integrity")}
    return {**said, "folder": target.name, "sha256": digests}


def main() -> None:
    """Fetch everything first; replace the old folder only when all of it is there."""
    parts = tomllib.loads((ROOT / "scripts" / "vendor.toml").read_text(encoding="utf-8"))["part"]
    if shutil.which("npm") is None:
        raise SystemExit("make vendor needs npm: apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        fresh, manifest = Path(folder) / "vendor", {}
        for part in parts:
            target = fresh / f"{part['name']}-{part['version']}"
            lay(part, fetch(part, Path(folder)), target)
            manifest[part["name"]] = entry(part, target)
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (fresh / "manifest.json").write_text(text, encoding="utf-8")
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(fresh, TARGET)
    print(f"{len(manifest)} parts are in {TARGET.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()

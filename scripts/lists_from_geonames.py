"""Writes vocabulary/lists/places.yaml from a GeoNames extract: `lists_from_geonames.py CSV`.

Run it by hand when the extract changes, then `python -m headstamp.vocabulary.build`.
"""

import csv
import json
import sys
import unicodedata
from pathlib import Path

from headstamp.kernel.folding import fold

LIST = Path(__file__).parents[1] / "src/headstamp/vocabulary/lists/places.yaml"
HEAD = """\
title: {en: Places, sq: Vendbanime, sr-Latn: Naseljena mesta, sr-Cyrl: Насељена места, mk: Населени места, bs: Naseljena mjesta}
source: GeoNames (https://www.geonames.org), cities500, six jurisdictions; shortened and folded by scripts/lists_from_geonames.py
licence: CC BY 4.0
labels: as available
collisions: allowed
refers: {jurisdiction: jurisdictions}
required: [jurisdiction, lat, lon]
codes:
"""
MOST_ALIASES = 8


def script_of(text: str) -> str:
    """'LATIN', 'CYRILLIC', or '' for any other or a mixture."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
    return next(iter(scripts)) if len(scripts) == 1 and scripts <= {"LATIN", "CYRILLIC"} else ""


def names_of(row: dict[str, str]) -> tuple[str, list[str]]:
    """A Cyrillic label ('' if none spells the same name) and the aliases worth keeping."""
    name, seen, cyrillic, aliases = row["name"], {fold(row["name"])}, "", []
    for other in row["alternatenames"].split("|"):
        if not other or other[0].islower() or not script_of(other) or (len(other) == 3 and other.isupper()):
            continue
        if (
            script_of(other) == "CYRILLIC"
            and fold(other) == fold(name)
            and not set(other.lower()) & set("йщъыьэюя")
        ):
            cyrillic = cyrillic or other
        if fold(other) not in seen:
            seen.add(fold(other))
            aliases.append(other)
    return cyrillic, aliases[:MOST_ALIASES]


def line_of(row: dict[str, str]) -> str:
    """The YAML line of one place."""
    cyrillic, aliases = names_of(row)
    quoted = json.dumps(row["name"], ensure_ascii=False)
    words = [f"code: gn{row['geonameid']}", *(f"{tag}: {quoted}" for tag in ("en", "sq", "sr-Latn", "bs"))]
    if cyrillic:
        words += [f"{tag}: {json.dumps(cyrillic, ensure_ascii=False)}" for tag in ("sr-Cyrl", "mk")]
    words += [f'jurisdiction: "{row["country"]}"', f"lat: {float(row['lat'])}", f"lon: {float(row['lon'])}"]
    words.append(f"population: {int(row['population'] or 0)}")
    if aliases:
        words.append(f"aliases: {json.dumps(aliases, ensure_ascii=False)}")
    return "  - {" + ", ".join(words) + "}\n"


def main(path: str) -> None:
    with Path(path).open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: (row["country"], int(row["geonameid"])))
    LIST.write_text(HEAD + "".join(line_of(row) for row in rows), encoding="utf-8")
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main(sys.argv[1])

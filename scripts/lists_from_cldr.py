"""Writes vocabulary/lists/jurisdictions.yaml from Unicode CLDR (through Babel).

Run it by hand when CLDR changes, then `python -m headstamp.vocabulary.build`.
"""

import json
from pathlib import Path

from babel import Locale

LIST = Path(__file__).parents[1] / "src/headstamp/vocabulary/lists/jurisdictions.yaml"
LOCALES = {"en": "en", "sq": "sq", "sr-Latn": "sr_Latn", "sr-Cyrl": "sr_Cyrl", "mk": "mk", "bs": "bs"}
REGION = ("AL", "BA", "XK", "ME", "MK", "RS")
# Not a jurisdiction of its own in this list: regions, groups and reserved codes of CLDR.
LEFT_OUT = {
    "EU",
    "EZ",
    "UN",
    "QO",
    "XA",
    "XB",
    "ZZ",
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
    "AQ",
    "BV",
    "HM",
    "TF",
    "UM",
}
ALIASES = {
    "AL": ["ALB", "Republic of Albania", "Republika e Shqipërisë"],
    "BA": ["BIH", "BiH", "Bosna", "Bosnia", "Bosnia & Herzegovina", "Bosnje"],
    "XK": ["Kosovo", "Kosova", "Kosovë", "Косово", "XKX", "Kosovo i Metohija"],
    "ME": ["MNE", "Crna Gora", "Mali i Zi"],
    "MK": ["MKD", "Macedonia", "Makedonija", "Maqedonia", "Makedonia"],
    "RS": ["SRB", "Republika Srbija", "Serbi"],
    "TR": ["Turkey", "Turqi", "Turska"],
    "US": ["USA", "SHBA", "SAD", "САД", "United States of America", "Amerika"],
    "GB": ["UK", "Great Britain", "Britania e Madhe", "Velika Britanija"],
    "CZ": ["Czech Republic"],
    "DE": ["BRD", "SR Njemačka"],
    "NL": ["Holland", "Holandija", "Hollandë"],
}
# The designation with its asterisk; the footnotes stand in designation_footnotes.yaml.
SHOWN = {
    "XK": {"en": "Kosovo*", "sq": "Kosovë*", "sr-Latn": "Kosovo*", "sr-Cyrl": "Косово*", "mk": "Косово*", "bs": "Kosovo*"},
    "BA": {"en": "Bosnia and Herzegovina"},
    "US": {"sq": "Shtetet e Bashkuara të Amerikës", "sr-Latn": "Sjedinjene Američke Države",
           "sr-Cyrl": "Сједињене Америчке Државе", "bs": "Sjedinjene Američke Države"},
    "PS": {"en": "Palestine", "sq": "Palestinë", "sr-Latn": "Palestina", "sr-Cyrl": "Палестина", "mk": "Палестина", "bs": "Palestina"},
}  # fmt: skip
HEAD = """\
title: {en: Jurisdictions, sq: Juridiksionet, sr-Latn: Jurisdikcije, sr-Cyrl: Јурисдикције, mk: Јурисдикции, bs: Jurisdikcije}
source: Codes of ISO 3166-1 alpha-2 (XK is user-assigned, ISO has no code for Kosovo*); names from Unicode CLDR through scripts/lists_from_cldr.py
licence: Unicode License v3
collisions: [sveti martin]
codes:
  - {code: regional, en: Regional, sq: Rajonale, sr-Latn: Regionalno, sr-Cyrl: Регионално, mk: Регионално, bs: Regionalno, regional: true, pseudo: true}
  - {code: unknown, en: Unknown, sq: I panjohur, sr-Latn: Nepoznato, sr-Cyrl: Непознато, mk: Непознато, bs: Nepoznato, pseudo: true}
"""


def line_of(code: str, names: dict[str, dict[str, str]]) -> str:
    """The YAML line of one jurisdiction."""
    labels = {tag: SHOWN.get(code, {}).get(tag, names[tag][code]) for tag in LOCALES}
    words = [
        f'code: "{code}"',
        *(f"{tag}: {json.dumps(label, ensure_ascii=False)}" for tag, label in labels.items()),
    ]
    if code in REGION:
        words.append("regional: true")
    if code == "XK":
        words.append("footnotes: [undp, eu]")
    if code in ALIASES:
        words.append(f"aliases: {json.dumps(ALIASES[code], ensure_ascii=False)}")
    return "  - {" + ", ".join(words) + "}\n"


def main() -> None:
    names = {tag: dict(Locale.parse(locale).territories) for tag, locale in LOCALES.items()}
    known = {code for code in names["en"] if len(code) == 2 and code.isalpha()} - LEFT_OUT
    every = sorted(code for code in known if all(code in names[tag] for tag in LOCALES))
    ordered = [*REGION, *(code for code in every if code not in REGION)]
    LIST.write_text(HEAD + "".join(line_of(code, names) for code in ordered), encoding="utf-8")
    print(f"{len(ordered)} jurisdictions; without a name in some language: {sorted(known - set(every))}")


if __name__ == "__main__":
    main()

"""Jurisdictions of a project as the standard's recipients. Shares that nobody told are not made up."""

from collections.abc import Sequence

from headstamp.iati.activity import Place
from headstamp.vocabulary import codes

EUROPE = "89"
"""Europe, regional: of the list Region, vocabulary of the OECD DAC."""
REGIONAL = "regional"
_LIST = "jurisdictions"
# Tags that the standard's list of languages has; of Serbian one script, for one tag.
_LANGUAGES = {"en": "en", "sq": "sq", "sr-Latn": "sr", "mk": "mk", "bs": "bs"}


def places_of(jurisdictions: Sequence[str]) -> tuple[Place, ...]:
    """One jurisdiction is all of it; several of the region are the region, named; others stand without shares."""
    if len(jurisdictions) == 1 and jurisdictions[0] != REGIONAL:
        return (Place(jurisdictions[0], names_of(jurisdictions[0]), percentage=100),)
    if jurisdictions and all(_is_regional(code) for code in jurisdictions):
        names = ", ".join(codes.label(_LIST, code, "en") for code in jurisdictions)
        return (Place(EUROPE, (("en", names),), is_region=True, percentage=100),)
    return tuple(Place(code, names_of(code)) for code in jurisdictions if code != REGIONAL)


def names_of(jurisdiction: str) -> tuple[tuple[str, str], ...]:
    """Its name in every language that the standard can name, with its asterisk."""
    return tuple((tag, codes.label(_LIST, jurisdiction, language)) for language, tag in _LANGUAGES.items())


def footnotes_of(jurisdictions: Sequence[str]) -> list[str]:
    """The designation footnotes of those that have them, whole and apart."""
    return [
        f"{each.facts['sign']} {each.label('en')}"
        for each in codes.codes("designation_footnotes").values()
        if each.facts["jurisdiction"] in jurisdictions
    ]


def _is_regional(code: str) -> bool:
    found = codes.code(_LIST, code)
    return bool(found and found.facts.get("regional"))

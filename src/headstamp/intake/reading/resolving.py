"""From the words for make, model and calibre to codes of the lists, through the catalogue; open where several fit."""

from functools import lru_cache

from headstamp.intake.reading.kinds import narrowing_kind
from headstamp.intake.reading.mentions import Mention
from headstamp.vocabulary import catalogue, lookup
from headstamp.vocabulary import codes as list_of_codes

_MOST = 12


def codes_of(mention: Mention, model: str | None) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Codes by field where they are sure, and candidates by field where a name means several things."""
    codes: dict[str, str] = {}
    candidates: dict[str, list[str]] = {}
    if mention.calibre is not None:
        if mention.calibre.code:
            codes["calibre"] = mention.calibre.code
        elif mention.calibre.candidates:
            candidates["calibre"] = list(mention.calibre.candidates)
    if mention.make:
        makes = mention.makes or lookup.meanings("makes", mention.make)
        if len(makes) == 1:
            codes["make"] = next(iter(makes))
        elif makes:
            candidates["make"] = sorted(makes)
    if model:
        _model(mention, model, codes, candidates)
    return codes, candidates


@lru_cache(maxsize=4096)
def _meaning(name: str, kind: str, calibre: str, make: str) -> catalogue.Meaning:
    return catalogue.candidates(name, kind=kind, calibre=calibre, make=make)


list_of_codes.on_forget(_meaning.cache_clear)


def _model(mention: Mention, model: str, codes: dict[str, str], candidates: dict[str, list[str]]) -> None:
    kind = narrowing_kind(mention.category)
    calibre = codes.get("calibre", "")
    meaning = _meaning(model, kind, calibre, codes.get("make", ""))
    if meaning.code is None and mention.make:
        meaning = _meaning(f"{mention.make} {model}", kind, calibre, "")
    if meaning.code:
        codes["model"] = meaning.code
    elif meaning.candidates:
        candidates["model"] = list(meaning.candidates[:_MOST])

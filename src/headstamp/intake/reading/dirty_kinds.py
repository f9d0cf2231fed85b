"""Kinds of items as they stand in cells: inflected, in any order and language ('automatskih pušaka', 'PUŠKA LOVAČKA')."""

from headstamp.intake.reading.reader import read
from headstamp.intake.reading.words import lexicon
from headstamp.kernel.folding import fold
from headstamp.vocabulary import codes, lookup

_LANGUAGES = ("sq", "sr", "mk", "en")
# What the nouns of the lexicons may be in the list of kinds.
_KINDS = {
    "weapon": ("firearm_unspecified",),
    "gas_gun": ("alarm_gas", "air_weapon"),
    "grenade": ("hand_grenade", "rifle_grenade"),
    "shell": ("artillery_shell", "mortar_round", "rocket"),
    "explosive": ("bulk_explosive", "ied", "explosive_other"),
    "fuse": ("safety_fuse", "detonating_cord"),
    "cartridge": ("cartridge",),
    "ammunition": ("cartridge",),
    "part": ("component_other", "barrel", "stock", "slide"),
    "loose_part": ("component_other",),
    "case": ("cartridge_case",),
    "launcher": ("launcher", "grenade_launcher", "mortar"),
}


def kinds_of(said: str) -> tuple[list[str], str]:
    """The codes that the wording may mean, and by which rule; one only where it means one."""
    found = lookup.meanings("item_kinds", said)
    if found:
        return sorted(found), "name in the list"
    nouns = {kind for language in _LANGUAGES for kind in _of_noun(said, language)}
    if nouns:
        return sorted(nouns), "word of the lexicon"
    phrases = {kind for language in _LANGUAGES for kind in _of_phrase(said, language)}
    return sorted(phrases), "words of the lexicon" if phrases else "not in the list"


def _of_noun(said: str, language: str) -> tuple[str, ...]:
    sense = lexicon(language).phrases.get(fold(said))
    return _kinds(sense.value) if sense is not None and sense.tag == "noun" else ()


def _of_phrase(said: str, language: str) -> tuple[str, ...]:
    """What a noun with its adjectives is, where they are all that is said."""
    items = read(said, language).items
    if len(items) != 1 or items[0].start > 0 or items[0].end < len(said):
        return ()
    item = items[0]
    if item.category == "rifle" and "hunting" in item.why:
        return ("rifle", "shotgun")
    return ("alarm_gas", "air_weapon") if item.category == "air_gas_alarm" else _kinds(item.category)


def _kinds(noun: str) -> tuple[str, ...]:
    if noun in _KINDS:
        return _KINDS[noun]
    return (noun,) if codes.is_code("item_kinds", noun) else ()

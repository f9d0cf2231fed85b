"""The languages of labels, and how Django names them."""

TAGS = ("en", "sq", "sr-Latn", "sr-Cyrl", "mk", "bs")

_OF_DJANGO = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "sr-cyrl": "sr-Cyrl"}

# Where a label is missing, show the language its reader most likely reads.
_NEXT = {
    "en": (),
    "sq": ("en",),
    "sr-Latn": ("bs", "sr-Cyrl", "en"),
    "sr-Cyrl": ("sr-Latn", "bs", "mk", "en"),
    "mk": ("sr-Cyrl", "en"),
    "bs": ("sr-Latn", "en"),
}


def tag_of(language: str) -> str:
    """The label tag of a Django language code ('sr-latn', 'sr', 'en-gb'); English if we have none."""
    lowered = language.casefold()
    known = {tag.casefold(): tag for tag in TAGS}
    for name in (lowered, lowered.split("-")[0]):
        if name in _OF_DJANGO or name in known:
            return _OF_DJANGO.get(name) or known[name]
    return "en"


def readable_tags(tag: str) -> tuple[str, ...]:
    """`tag`, then the languages to try in its place, then all others."""
    first = (tag, *_NEXT.get(tag, ()))
    return (*first, *(other for other in TAGS if other not in first))

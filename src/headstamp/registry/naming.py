"""How an item is called on screens and in print: by the list's name where its wording was found there."""

from headstamp.registry.models import Item
from headstamp.vocabulary import codes


def make_of(item: Item, language: str) -> str:
    """The maker's name as the list of makes has it, else as it was written."""
    return codes.label("makes", item.make_code, language) if item.make_code else item.make


def calibre_of(item: Item, language: str) -> str:
    """The calibre as the list of calibres has it, else as it was written."""
    return codes.label("calibres", item.calibre_code, language) if item.calibre_code else item.calibre

"""Filters of the store's pages: labels in groups, places, amounts and acts in the reader's words."""

from django import template

from headstamp.custody.labels import spaced
from headstamp.custody.models import Parcel
from headstamp.custody.states import words_of
from headstamp.web.door import translate
from headstamp.web.storage_telling import place_said, quantity_words

register = template.Library()
register.filter(spaced)
register.filter(place_said)


@register.filter
def act_words(act: str) -> str:
    """What an act is called."""
    return translate(words_of(act))


@register.filter
def quantity_in(parcel: Parcel) -> str:
    """How much is in a parcel."""
    return quantity_words(parcel.thousandths, parcel.unit)

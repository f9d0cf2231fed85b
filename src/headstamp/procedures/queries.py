"""All reads of notes: what was noted of the steps of an item that the asker may know of."""

from headstamp.kernel.asker import Asker
from headstamp.procedures.models import StepNote
from headstamp.procedures.steps import Noted
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.visibility import is_one_of


def notes_on(asker: Asker, item: Item) -> dict[str, Noted]:
    """The last note of each step; none for who may not know of the item."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    found = StepNote.objects.filter(known, item=item.pk).order_by("id")
    return {note.step: Noted(note.word, note.evidence, note.done_on, note.by) for note in found}

"""What a unit answered once: the layout for these headings, the code for this wording."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from headstamp.intake.layout import Layout, Lookup, dump_layout, layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.models import Batch, HeaderMemory, LookupMemory
from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold


def layout_of(batch: Batch) -> Layout:
    """The batch's layout as it was chosen, with the wordings that the unit has answered since."""
    layout = layout_from(read_plain(batch.layout_text))
    answered: dict[str, dict[str, str]] = {}
    kept = LookupMemory.objects.filter(unit=batch.unit_id, register=layout.register)
    for lookup, wording, code in kept.values_list("lookup", "wording", "code"):
        answered.setdefault(lookup, {})[wording] = code
    return with_answers(layout, answered) if answered else layout


def with_answers(layout: Layout, answered: Mapping[str, Mapping[str, str]]) -> Layout:
    """The layout whose lookups know these wordings too; an answer wins over what the layout says."""
    lookups = dict(layout.lookups)
    for name in {use.lookup for use in layout.columns if use.lookup} & answered.keys():
        known = lookups.get(name) or Lookup(name, {}, name)
        folded = {fold(word) or word for word in answered[name]}
        words = {word: code for word, code in known.words.items() if (fold(word) or word) not in folded}
        lookups[name] = replace(known, words={**words, **answered[name]})
    return replace(layout, lookups=lookups)


def remember_layout(asker: Asker, batch: Batch, layout: Layout) -> None:
    """The next file with these headings gets this layout."""
    HeaderMemory.objects.update_or_create(
        unit_id=batch.unit_id,
        fingerprint=batch.fingerprint,
        defaults={
            "layout_name": layout.name,
            "layout_text": dump_layout(layout),
            "by": asker.id,
            "at": timezone.now(),
        },
    )


def remembered_layout(unit: int, fingerprint: str) -> Layout | None:
    """The layout this unit used last for these headings."""
    found = HeaderMemory.objects.filter(unit=unit, fingerprint=fingerprint).first()
    return layout_from(read_plain(found.layout_text)) if found else None


def remember_wording(asker: Asker, batch: Batch, register: str, lookup: str, wording: str, code: str) -> None:
    """From now on `wording` means `code` in this lookup of this register."""
    LookupMemory.objects.update_or_create(
        unit_id=batch.unit_id,
        register=register,
        lookup=lookup,
        folded=(fold(wording) or wording)[:200],
        defaults={"wording": wording[:200], "code": code, "by": asker.id, "at": timezone.now()},
    )

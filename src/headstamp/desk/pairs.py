"""Two records that may tell of one gun, in words: side by side, the evidence as a waterfall, the list as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from headstamp.desk.exporting import CHUNK, Exported, Rows, words
from headstamp.desk.wording import partial_date, place_told, rounded
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message
from headstamp.marks.agreement import Agreement
from headstamp.matching.algorithm import QUESTIONS, Comparison, Question
from headstamp.matching.compare.event import EventComparison
from headstamp.matching.models import Candidate, Judgement
from headstamp.matching.queries import candidates_for_list
from headstamp.registry.models import Item
from headstamp.registry.naming import calibre_of, make_of
from headstamp.vocabulary import codes

_SUREST = 0.999
_SAYS: dict[str, tuple[Promise, Callable[[Item, str], str]]] = {
    "number": (_later("Numbers"), lambda item, language: numbers_told(item)),
    "kind": (_later("Kind"), lambda item, language: codes.label("item_kinds", item.kind, language)),
    "make": (_later("Make"), make_of),
    "model": (_later("Model"), lambda item, language: item.model),
    "calibre": (_later("Calibre"), calibre_of),
    "year": (_later("Year of manufacture"), lambda item, language: str(item.year_of_manufacture or "")),
    "occurrence": (_later("Occurrence"), lambda item, language: codes.label("occurrence_kinds", item.occurrence_kind, language)),
    "date": (_later("Date"), lambda item, language: partial_date(item.occurred_on)),
    "place": (_later("Municipality"), lambda item, language: place_told(item.municipality, language)),
    "legal_status": (_later("Legal status"), lambda item, language: codes.label("legal_statuses", item.legal_status, language) if item.legal_status else ""),
    "description": (_later("Description"), lambda item, language: item.description),
    "unit": (_later("Entered by"), lambda item, language: item.unit.name),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that both records say, and whether they agree in it (unknown: it was not asked, or one is silent)."""

    label: str
    one: str
    other: str
    agreement: Agreement
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of evidence of a waterfall: its bits, and its bar from `left` over `width` on a scale of 0 to 100."""

    label: Message
    why: Message
    explained: str
    bits: str
    left: str
    width: str
    is_for: bool


@dataclass(frozen=True, slots=True)
class Waterfall:
    """How the evidence adds up; `even` is where both answers are equally likely."""

    steps: Sequence[Step]
    prior: str
    total: str
    even: str
    one_in: int


def numbers_told(item: Item) -> str:
    """All that was read on it."""
    return "; ".join(mark.as_read for mark in item.marks.all() if mark.as_read)


def chance_told(probability: float) -> str:
    """How likely, never as a certainty."""
    if probability >= _SUREST:
        return _("more than %(number)s %%") % {"number": rounded(99.9, 1)}
    if probability <= 1 - _SUREST:
        return _("less than %(number)s %%") % {"number": rounded(0.1, 1)}
    return f"{rounded(100 * probability, 1)} %"


def side_by_side(candidate: Candidate, comparison: Comparison, language: str) -> list[Line]:
    """What both records say, line by line."""
    asked = {each.name: each for each in comparison.features}
    lines = []
    for name, (label, say) in _SAYS.items():
        one, other = say(candidate.one, language), say(candidate.other, language)
        feature = asked.get(name)
        if one or other:
            found = feature.agreement if feature else Agreement.UNKNOWN
            lines.append(Line(str(label), one, other, found, feature.why if feature else None))
    return lines


def waterfall(
    comparison: Comparison | EventComparison, questions: Sequence[Question] = QUESTIONS
) -> Waterfall:
    """The evidence, piece by piece, in the order in which it was asked."""
    asked = [each for each in comparison.features if each.weight]
    levels = list(accumulate((each.weight for each in asked), initial=comparison.prior))
    low, high = min(0, *levels), max(0, *levels)
    scale = 100 / ((high - low) or 1)
    asked_by = {each.name: each for each in questions}
    steps = [
        Step(
            label=Message(asked_by[each.name].label),
            why=each.why,
            explained=asked_by[each.name].explained,
            bits=_signed(each.weight),
            left=f"{(min(before, after) - low) * scale:.2f}",
            width=f"{abs(after - before) * scale:.2f}",
            is_for=each.weight > 0,
        )
        for each, before, after in zip(asked, levels, levels[1:], strict=False)
    ]
    one_in = round(2 ** (-comparison.prior / 10), -3)
    return Waterfall(
        steps, _signed(comparison.prior), _signed(levels[-1]), f"{-low * scale:.2f}", int(one_in)
    )


def _signed(weight: int) -> str:
    return f"{'+' if weight > 0 else '−' if weight < 0 else ''}{rounded(abs(weight) / 10, 1)}"


def _found(asker: Asker, wanted: Any) -> QuerySet[Candidate]:
    """Restricted records stay in no list, whatever reason is given: they are compared one by one, once opened."""
    return candidates_for_list(asker.opening_nothing(), wanted)


def _rows(asker: Asker, found: QuerySet[Candidate]) -> Rows:
    word = words(asker.language)
    for each in found.order_by("-worth", "-id").iterator(chunk_size=CHUNK):
        judged = getattr(each, "word", None)
        yield [
            each.uid, each.get_proposal_display(), round(each.probability, 4), str(Judgement.Word(judged).label) if judged else "",
            *(
                cell for item in (each.one, each.other) for cell in (
                    item.uid, numbers_told(item), word("item_kinds", item.kind), make_of(item, asker.language), item.model,
                    calibre_of(item, asker.language), item.occurred_on, word("municipalities", item.municipality), item.unit.name,
                )
            ),
        ]  # fmt: skip


PAIRS = Exported(
    subject="candidate",
    title=_later("Records that may be one gun"),
    columns=(
        _later("Pair"), _later("What the comparison says"), _later("How likely"), _later("Judgement"),
        _later("One record"), _later("Numbers"), _later("Kind"), _later("Make"), _later("Model"), _later("Calibre"), _later("Date"), _later("Municipality"), _later("Unit"),
        _later("Other record"), _later("Numbers"), _later("Kind"), _later("Make"), _later("Model"), _later("Calibre"), _later("Date"), _later("Municipality"), _later("Unit"),
    ),
    found=_found,
    rows=_rows,
)  # fmt: skip

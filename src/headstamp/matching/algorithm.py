"""How two records are compared: the table of questions, and what their answers come to.

    from headstamp.matching.algorithm import Record, compare

    found = compare(Record(serials=("C-128765",), make="zastava"), Record.of({"serial": "C128165"}))
    found.verdict, found.probability, [(each.name, each.a, each.b, each.bits, each.why) for each in found.features]

What each field is stands at `Record`, `Feature` and `Comparison` (matching/records.py). The same function answers
`headstamp compare`, `headstamp match` and the pages, so that a pair has one verdict everywhere. It needs no database,
knows no order (a with b is b with a), and decides nothing: it says to a person what to look at.
"""

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks import agreement
from headstamp.marks.agreement import Agreement
from headstamp.marks.alignment import Alignment
from headstamp.marks.weights import PRIOR
from headstamp.matching.compare.calibre import calibre
from headstamp.matching.compare.date import date
from headstamp.matching.compare.jurisdiction import jurisdiction
from headstamp.matching.compare.kind import kind
from headstamp.matching.compare.make import make
from headstamp.matching.compare.model import model
from headstamp.matching.compare.nearby import nearby
from headstamp.matching.compare.number import best_pair, number
from headstamp.matching.compare.occurrence import occurrence
from headstamp.matching.compare.others import others
from headstamp.matching.compare.owner import owner
from headstamp.matching.compare.run import run
from headstamp.matching.compare.year import year
from headstamp.matching.records import Comparison, Feature, Question, Record, Verdict, probability_of

__all__ = ["QUESTIONS", "Comparison", "Feature", "Question", "Record", "Verdict", "compare", "probability_of"]

SAME, DIFFERENT = 0.97, 0.1  # from here on the same, down to here different; between them a person looks
# What must agree as well before two are the same: a number is one gun's only with its make or model, and guns of one delivery are an
# error apart and agree in all but the owner.
BACKING = frozenset(["make", "model", "calibre", "year", "owner"])
BACKING_AN_ERROR = frozenset(["owner"])
TELLING = 120  # of a number that is enough to raise a conflict: four digits
_CONFLICT = gettext_noop("the same number on guns of other makes: look at both before you join them")


QUESTIONS: tuple[Question, ...] = (
    Question("number", gettext_noop("number"), number),
    Question("run", gettext_noop("delivery"), run),
    Question("nearby", gettext_noop("guns near"), nearby),
    Question("others", gettext_noop("other guns that fit"), others),
    Question("make", gettext_noop("make"), make),
    Question("model", gettext_noop("model"), model),
    Question("calibre", gettext_noop("calibre"), calibre),
    Question("kind", gettext_noop("type"), kind),
    Question("year", gettext_noop("year of manufacture"), year),
    Question("owner", gettext_noop("owner"), owner),
    Question("date", gettext_noop("date"), date),
    Question("jurisdiction", gettext_noop("jurisdiction"), jurisdiction),
    Question("occurrence", gettext_noop("occurrence"), occurrence),
)


def compare(a: Record, b: Record) -> Comparison:
    """Whether the two records tell of one gun."""
    pair = best_pair(a, b)
    numbers = pair[2] if pair else None
    features = tuple(question.ask(a, b) for question in QUESTIONS)
    probability = probability_of(PRIOR + sum(each.weight for each in features))
    if _is_conflict(a, b, numbers):
        return Comparison(Verdict.CONFLICT, probability, features, PRIOR, numbers, Message(_CONFLICT))
    return Comparison(_verdict(features, numbers, probability), probability, features, PRIOR, numbers)


def _is_conflict(a: Record, b: Record, numbers: Alignment | None) -> bool:
    """One number on guns of two makes, as far as it can be read."""
    if numbers is None or numbers.errors or numbers.weight < TELLING:
        return False
    return agreement.makes(a.make, b.make) is Agreement.DIFFER


def _verdict(features: tuple[Feature, ...], numbers: Alignment | None, probability: float) -> Verdict:
    if numbers is None:  # two guns may be alike in all but the number: likeness never joins, unlikeness parts
        differing = sum(
            each.agreement is Agreement.DIFFER
            for each in features
            if each.name in ("make", "calibre", "kind")
        )
        return Verdict.DIFFERENT if differing > 1 else Verdict.UNSURE
    if probability >= SAME:
        backing = BACKING_AN_ERROR if numbers.errors else BACKING
        is_backed = any(each.weight > 0 for each in features if each.name in backing)
        return Verdict.SAME if is_backed else Verdict.UNSURE
    is_against = bool(numbers.errors) or any(each.weight < 0 for each in features)
    return Verdict.DIFFERENT if probability <= DIFFERENT and is_against else Verdict.UNSURE

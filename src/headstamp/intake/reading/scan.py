"""One walk over the lexemes of a text: what is said is laid to the noun it is said of.

Every lexeme is looked at once, with a bounded look ahead, so the time grows with the text and no faster.
"""

from collections.abc import Callable

from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention
from headstamp.intake.reading.walk.details import Details
from headstamp.intake.reading.walk.joints import Joints
from headstamp.intake.reading.walk.naming import Naming
from headstamp.intake.reading.walk.quantities import Quantities
from headstamp.intake.reading.walk.signs import Signs


class Scan(Details, Naming, Quantities, Signs, Joints):
    """The walk; `run` gives the mentions it found."""

    def run(self) -> list[Mention]:
        """The mentions of the text, in order."""
        for index, lexeme in enumerate(self.found):
            if lexeme.start < self.skip_to:
                continue
            sense = lexeme.sense
            if sense is None and lexeme.tag == "word" and self.minds_no_word():
                continue
            if sense is not None and (sense.is_elsewhere or (sense.is_place and self.is_fresh)):
                self.elsewhere.add(self.sentence)
            self.is_fresh = False
            handler = HANDLERS.get(lexeme.tag)
            if handler is not None:
                handler(self, index, lexeme)
            if self.offence or self.used or self.without:
                self._count_down()
        for mention in self.mentions:
            mention.found = mention.sentence in self.finds
            mention.elsewhere = mention.sentence in self.elsewhere
        return self.mentions

    def _count_down(self) -> None:
        self.offence = max(0, self.offence - 1)
        self.used = max(0, self.used - 1)
        self.without = max(0, self.without - 1)


HANDLERS: dict[str, Callable[[Scan, int, Lexeme], None]] = {
    "noun": Scan.noun,
    "kind": Scan.kind,
    "amount": Scan.amount_said,
    "unit": Scan.unit,
    "bore": Scan.bore_said,
    "name": Scan.name,
    "make": Scan.introduce,
    "called": Scan.introduce,
    "serial": Scan.serial,
    "removed": Scan.removed,
    "same": Scan.same,
    "word": Scan.word,
    "sign": Scan.sign,
    "line": Scan.line,
    "and": Scan.joining,
    "with": Scan.with_said,
    "of": Scan.of_said,
    "for": Scan.for_said,
    "found": Scan.found_said,
    "verb": Scan.verb,
    "not": Scan.not_said,
    "without": Scan.without_said,
    "but": Scan.but,
    "offence": Scan.offence_said,
    "blast": Scan.blast_said,
    "used": Scan.used_said,
    "fired": Scan.used_said,
    "gear": Scan.gear_said,
    "person": Scan.person,
    "date": Scan.date,
    "clock": Scan.date,
    "month": Scan.date,
    "total": Scan.total,
    "about": Scan.about_said,
    "over": Scan.about_said,
    "of_which": Scan.of_which,
    "mainly": Scan.mainly_said,
    "each": Scan.each_said,
    "weight": Scan.weight,
    "appeal": Scan.appeal,
    "half": Scan.word,
    "link": Scan.link,
    "calibre": Scan.nothing,
}

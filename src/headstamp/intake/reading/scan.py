"""One walk over the lexemes of a text: what is said is laid to the noun it is said of.

Every lexeme is looked at once, with a bounded look ahead, so the time grows with the text and no faster.
"""

from collections.abc import Callable

from headstamp.intake.reading.amounts import Amount
from headstamp.intake.reading.attaching import add_bore, add_name, add_raw_name, serial_after, with_tail
from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.kindred import firearms, more_telling
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.names import Name, noun_of
from headstamp.intake.reading.words import Lexicon

# What has parts, holds or fits something: a noun after it without a number says of what.
_HOSTS = frozenset(
    "cartridge ammunition magazine part loose_part silencer case detonator fuse shell launcher".split()
)
_PARTS_OF_CARTRIDGE = frozenset(["cartridge", "ammunition", "magazine", "part", "silencer", "case", "fuse"])
_COUNTED_AS_ONE = frozenset({"s", "a"})
_GENITIVE = ("ës", "es", "it", "ut", "ve")
_MASS = ("kg", "g", "t")
_QUOTES = frozenset("\"'„“”«»‘’")
_ENDS = frozenset(",.;)!?/")
_BRACKETED = 12
_OFFENCE, _USED, _WITHOUT = 5, 7, 4


class Scan:
    """The state of the walk; `mentions` is what it found."""

    def __init__(self, found: list[Lexeme], lexicon: Lexicon, text: str) -> None:
        self.found, self.lexicon, self.text = found, lexicon, text
        self.before = lexicon.order == "before"
        self.mentions: list[Mention] = []
        self.finds: set[int] = set()  # sentences with a word of finding
        self.elsewhere: set[int] = set()  # sentences of another place or person than the one before
        self.is_fresh = True  # a sentence begins
        self.sentence = 0
        self.current: Mention | None = None
        self.skip_to = 0
        self.about = ""
        self.intro = ""
        self.mainly = self.is_sum = self.weighs = False
        self.each_at = -1
        self._new_clause()
        self._rest()

    def _new_clause(self) -> None:
        self.purpose = self.negated = self.gear = False
        self.without = self.offence = self.used = 0
        self.appeals = False
        self._drop_pending()

    def _drop_pending(self) -> None:
        """Nothing waits for its noun any more."""
        self.amount: Amount | None = None
        self.amount_start = self.gap = 0
        self.kinds: list[Lexeme] = []
        self.bore: tuple[Calibre, Lexeme] | None = None
        self.names: list[tuple[Name, Lexeme]] = []

    def _rest(self) -> None:
        """A noun was just read: nothing stands between it and what follows."""
        self.since = 0
        self.broken = self.joined = ""

    def run(self) -> list[Mention]:
        """The mentions of the text, in order."""
        for index, lexeme in enumerate(self.found):
            if lexeme.start < self.skip_to:
                continue
            sense = lexeme.sense
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

    # nouns

    def noun(self, index: int, lexeme: Lexeme) -> None:
        self.intro = ""
        if lexeme.kind and self.before and self._noun_follows(index):
            self.kinds.append(lexeme.as_kind())
            return
        if self._names_the_same(lexeme):
            return
        mention = self._mention(index, lexeme)
        mention.role = Role.ITEM if self._compound(mention) else self._role(mention, lexeme)
        self.mentions.append(mention)
        if mention.role is not Role.PURPOSE:
            self.current = mention
            self.purpose = False
        elif self.current is not None and self.current.noun == "loose_part":
            self.current.noun = "part"
        self._drop_pending()
        self._rest()
        self.gear = self.mainly_done()

    def mainly_done(self) -> bool:
        self.is_sum = False
        return False

    def _names_the_same(self, lexeme: Lexeme) -> bool:
        """`armë kallashnikov`: a second noun beside the first, of the same thing."""
        last = self.mentions[-1] if self.mentions else None
        if last is None or self.joined or self.amount is not None or self.since:
            return False
        if self.broken == "," and (last.noun, lexeme.value, lexeme.number) == ("grenade", "shell", "p"):
            self.broken = ""  # "рачни бомби, гранати модел М75"
        if self.broken not in ("", "(") or (self.kinds and self.before and self.broken != "("):
            return False
        if self.current is None:
            return False
        noun = more_telling(last.noun, str(lexeme.value))
        if noun is None:
            return False
        last.noun = noun
        last.span(lexeme.start, lexeme.end)
        last.notes.append(lexeme.text)
        last.adjectives.update(str(kind.value) for kind in self.kinds)
        if self.bore is not None:
            add_bore(last, *self.bore, joined=False)
        for name, said in self.names:
            add_name(last, name, said, self.text)
        if last.amount is None and last.number in ("b", "m") and lexeme.number:
            last.number = lexeme.number
        self._drop_pending()
        self._rest()
        return True

    def _mention(self, index: int, lexeme: Lexeme) -> Mention:
        mention = Mention(
            str(lexeme.value), lexeme.number, lexeme.start, lexeme.end, lexeme.text, self.sentence, index
        )
        mention.joined, mention.listed = self.joined, bool(self.joined)
        mention.mainly, mention.is_sum = self.mainly, self.is_sum
        for kind in self.kinds:
            mention.adjectives.add(str(kind.value))
            mention.span(kind.start, kind.end)
            if kind.number in ("d", "D"):
                mention.number = kind.number
            elif mention.number in _COUNTED_AS_ONE and kind.text.casefold().endswith(("ih", "их")):
                mention.number = "g"
        if self.bore is not None:
            mention.calibre = self.bore[0]
            mention.span(self.bore[1].start, self.bore[1].end)
        for name, said in self.names:
            add_name(mention, name, said, self.text)
        self._take_amount(mention)
        return mention

    def _take_amount(self, mention: Mention) -> None:
        amount, gap = self.amount, self.gap
        if amount is None or gap > (3 if self.before else 1):
            return
        is_many = amount.value is None or amount.value != 1
        if gap and is_many and self.before and mention.number in _COUNTED_AS_ONE and not amount.unit:
            return
        mention.amount = amount
        mention.span(self.amount_start, mention.end)

    def _compound(self, mention: Mention) -> bool:
        """English: in 'pistol ammunition' the pistol only says what the ammunition is for."""
        last = self.mentions[-1] if self.mentions else None
        if self.lexicon.language != "en" or last is None or self.since or self.broken or self.joined:
            return False
        if not (last.is_firearm and mention.noun in _PARTS_OF_CARTRIDGE and mention.amount is None):
            return False
        last.role, mention.amount, mention.start = Role.PURPOSE, last.amount, last.start
        mention.calibre, mention.listed = mention.calibre or last.calibre, last.listed
        return True

    def _role(self, mention: Mention, lexeme: Lexeme) -> Role:
        amount = mention.amount
        if _is_toy(mention):
            return Role.TOY
        if "cold" in mention.adjectives:
            return Role.COLD
        if self._is_genitive(mention, lexeme) or (
            amount is None and (self._is_purpose(mention) or self._belongs(mention))
        ):
            self.purpose = True
            return Role.PURPOSE
        if self._shares_number(mention):
            return Role.SHARED
        if amount is None and self._is_name_of_operation(mention):
            return Role.GENERAL
        if (
            (self.without and (amount is None or amount.value == 1))
            or (self.negated and (amount is None or amount.value in (None, 0, 1)))
            or (amount and amount.value == 0)
        ):
            return Role.NEGATED
        in_passing = amount is None or (amount.is_article and mention.noun == "weapon")
        if (self.offence or self.appeals) and in_passing:
            self.offence = _OFFENCE if self.offence else 0
            return Role.GENERAL
        if self._is_used(mention):
            return Role.USED
        return Role.ITEM

    def _is_name_of_operation(self, mention: Mention) -> bool:
        """`akcija „Oružje“`: a word in quotes after what it names."""
        if mention.at < 2 or self.found[mention.at - 1].text not in _QUOTES:
            return False
        return self.found[mention.at - 2].tag == "person"

    def _is_used(self, mention: Mention) -> bool:
        """Fired, thrown or threatened with: `pucao iz pištolja`, `hodhi një granatë`."""
        amount = mention.amount
        if self.used >= _USED - 3 and mention.noun in ("grenade", "shell", "cartridge"):
            return True
        if self.used >= _USED - 3 and amount is not None and amount.is_article:
            return True
        return bool(self.used) and amount is None and self.joined in ("with", "of")

    def _is_purpose(self, mention: Mention) -> bool:
        """After 'for', until a comma before what stands in the nominative."""
        if not (self.purpose or self.gear) or (self.joined and not mention.is_firearm):
            return False
        return not (self.broken == "," and self.before and mention.number == "s" and self.joined == ",")

    def _is_genitive(self, mention: Mention, lexeme: Lexeme) -> bool:
        """Albanian: `mbajtës pushke`, `imitim i predhës` say of what; a find of the thing is a find all the same."""
        if mention.number == "o":
            return mention.amount is None and not self.joined
        before = self.found[mention.at - 1] if mention.at else None
        if (
            self.before
            or before is None
            or before.tag != "link"
            or not lexeme.text.casefold().endswith(_GENITIVE)
        ):
            return False
        of = self.found[mention.at - 2] if mention.at > 1 else None
        if of is None or of.tag != "word":
            return False
        if mention.amount is not None and mention.amount.value is not None:
            mention.amount = None
        return mention.amount is None

    def _shares_number(self, mention: Mention) -> bool:
        """Serbian: in `1.563 komada oružja i dijelova oružja` one number governs both."""
        last = self.current
        if (
            self.lexicon.language != "sr"
            or mention.amount is not None
            or mention.number != "g"
            or last is None
        ):
            return False
        counted = last.amount is not None and (last.amount.value or 0) > 4 and last.number in ("g", "x", "m")
        return counted and self.joined == "and" and not self.since and not self.broken

    def _belongs(self, mention: Mention) -> bool:
        """`okvir pištolja`, `fishekë pistolete`: the noun right after says of what."""
        last = self.current
        if last is None or self.since or self.broken or self.joined or last.noun not in _HOSTS:
            return False
        if self.lexicon.language == "sr" and mention.number == "s":
            return False
        return mention.is_firearm or mention.noun != last.noun

    # what is said of nouns

    def kind(self, index: int, lexeme: Lexeme) -> None:
        adjacent = self.current is not None and not self.since and not self.broken and not self.joined
        apart = (
            self.current is not None and self.since <= 1 and self.broken in ("", ",") and self.joined != "and"
        )
        leads = self._noun_follows(index, past_commas=not adjacent)
        if self.amount is None and ((adjacent and not (self.before and leads)) or (apart and not leads)):
            target = self.current
            assert target is not None
            if self.purpose and self.mentions[-1] is not target:
                return
            if not adjacent and lexeme.value == "plain":
                return
            target.adjectives.add(str(lexeme.value))
            target.span(lexeme.start, lexeme.end)
            if _is_toy(target):
                target.role = Role.TOY
            elif lexeme.value == "cold":
                target.role = Role.COLD
        else:
            self.kinds.append(lexeme)

    def _noun_follows(self, index: int, *, past_commas: bool = False) -> bool:
        for lexeme in self.found[index + 1 : index + 6]:
            if lexeme.tag == "noun":
                return True
            if lexeme.tag not in ("kind", "name", "bore", "and") and not (past_commas and lexeme.text == ","):
                return False
        return False

    def amount_said(self, index: int, lexeme: Lexeme) -> None:
        amount = lexeme.value
        assert isinstance(amount, Amount)
        amount.about, self.about = self.about or amount.about, ""
        if (
            self.intro
            and self.current is not None
            and self.found[index].text.isdigit()
            and not self._unit_at(index + 1)
        ):
            add_raw_name(self.current, lexeme, self.intro)
            self.intro = ""
            return
        if amount.is_article and (self.purpose or self.gear):
            return
        if self._is_year(index, amount) or self._closes_noun(index, lexeme, amount):
            return
        if self._is_weight(index, lexeme, amount):
            return
        if self.each_at == index - 1 and amount.value:
            amount.value *= self._times()
        self._drop_pending()
        self.amount, self.amount_start, self.gap = amount, lexeme.start, 0
        self.purpose = self.gear = False
        self.intro = ""

    def _times(self) -> int | float:
        """How often "with 50 each" is: as many as the boxes, magazines or guns named before it."""
        if self.amount is not None:
            return self.amount.value or 1 if self.amount.boxes else 1
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.sentence != self.sentence or last.noun in ("cartridge", "ammunition"):
            return 1
        return last.quantity or 1

    def _is_year(self, index: int, amount: Amount) -> bool:
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        is_year = (
            isinstance(amount.value, int)
            and 1900 <= amount.value <= 2099
            and self.found[index].text.isdigit()
        )
        return is_year and (
            following is None or following.tag not in ("noun", "unit", "kind", "word", "bore", "calibre")
        )

    def _closes_noun(self, index: int, lexeme: Lexeme, amount: Amount) -> bool:
        """`fishekë: 45`, `pistoleta (2)`, `Pistoletë – 1 copë`: the amount stands after its noun."""
        target, after = self.current, index + 1
        unit = self._unit_at(after)
        after += bool(unit)
        following = self.found[after] if after < len(self.found) else None
        ends = (
            following is None
            or following.tag in ("line", "and")
            or (following.tag == "sign" and following.text in _ENDS)
        )
        if (
            target is None
            or target.amount is not None
            or not ends
            or self.since
            or self.joined in ("and", "with")
        ):
            return False
        if not (
            self.broken in ("-", ":", "(", "=")
            or (self.broken in ("", ",") and unit)
            or (not self.broken and following is None)
        ):
            return False
        target.amount = amount
        amount.unit = unit or amount.unit
        target.span(lexeme.start, self.found[after - 1].end)
        if target.link:
            target.link = ""
        return True

    def _is_weight(self, index: int, lexeme: Lexeme, amount: Amount) -> bool:
        """`me peshë rreth 300 kilogramë` weighs what was named; `300 komada po 200 grama` counts pieces all the same."""
        unit = self._unit_at(index + 1)
        if unit not in _MASS:
            self.weighs = False
            return False
        if self.each_at == index - 1 and self.amount is not None and not self.amount.boxes:
            self.gap = 0
            self.skip_to = self.found[index + 1].end
            return True
        if not self.weighs:
            return False
        self.weighs = False
        named = next((m for m in reversed(self.mentions[-3:]) if m.noun == "explosive"), None)
        self.skip_to = self.found[index + 1].end
        if named is not None and named.amount is None:
            named.amount, amount.unit = amount, unit
        return True

    def _unit_at(self, index: int) -> str:
        if index < len(self.found) and self.found[index].tag == "unit":
            return str(self.found[index].value)
        return ""

    def unit(self, index: int, lexeme: Lexeme) -> None:
        if self.amount is None or self.gap:
            return
        if lexeme.value == "boxes":
            self.amount.boxes = True
        self.amount.unit = str(lexeme.value)

    def bore_said(self, index: int, lexeme: Lexeme) -> None:
        calibre = lexeme.value
        assert isinstance(calibre, Calibre)
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        leads = following is not None and (
            following.tag == "noun" or (following.tag == "kind" and self._noun_follows(index))
        )
        if leads and (
            self.amount is not None
            or self.current is None
            or self.since
            or self.broken
            or self.joined
            or self.lexicon.language == "en"
        ):
            self.bore = calibre, lexeme
            return
        if self.amount is not None and not self.gap and self._repeats(lexeme, index):
            return
        if self.current is not None and self.since <= 4:
            add_bore(self.current, calibre, lexeme, joined=self.joined in ("and", ","))

    def _repeats(self, lexeme: Lexeme, index: int) -> bool:
        """`12 metaka kal. 7,62 i 8 kal. 9 mm`: the noun is not said again."""
        last = self.current
        if last is None or last.noun not in ("cartridge", "ammunition"):
            return False
        mention = Mention(last.noun, "g", lexeme.start, lexeme.end, last.text, self.sentence, index)
        mention.calibre = lexeme.value if isinstance(lexeme.value, Calibre) else None
        mention.amount, mention.listed = self.amount, True
        mention.span(self.amount_start, lexeme.end)
        self.mentions.append(mention)
        self.current = mention
        self._drop_pending()
        self._rest()
        return True

    def name(self, index: int, lexeme: Lexeme) -> None:
        name = lexeme.value
        assert isinstance(name, Name)
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        adjacent = self.current is not None and not self.since and not self.broken and not self.joined
        if self.purpose:
            said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
            if self.current is not None and self.current.noun == "part":
                add_name(self.current, name, said, self.text)
            return
        if not adjacent and not self.intro and following is not None and self._noun_follows(index):
            self.names.append((name, lexeme))
            return
        said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
        if self._lists_several():
            return
        if (
            self.current is not None
            and self.amount is None
            and (self.intro or (self.since <= 2 and self.joined in ("", ",")))
        ):
            add_name(self.current, name, said, self.text)
            self.intro = ""
        elif self.amount is not None and not self.gap and (noun := noun_of(name)):
            self._item_by_name(index, said, name, noun)

    def _lists_several(self) -> bool:
        """`tri pištolja: CZ 99, Beretta i TT`: no name is that of all."""
        last = self.current
        if last is None or last.amount is None or not last.link or self.amount is not None:
            return False
        return (last.quantity or 0) > 1 and last.link in (":", "of")

    def _item_by_name(self, index: int, said: Lexeme, name: Name, noun: str) -> None:
        mention = self._mention(index, Lexeme("noun", noun, "s", said.start, said.end, said.text))
        add_name(mention, name, said, self.text)
        mention.role = self._role(mention, said)
        self.mentions.append(mention)
        self.current = mention
        self._drop_pending()
        self._rest()

    def introduce(self, index: int, lexeme: Lexeme) -> None:
        self.intro = lexeme.tag

    def serial(self, index: int, lexeme: Lexeme) -> None:
        number, end = serial_after(self.text, lexeme.end)
        if number is None:
            return
        self.skip_to = end
        if self.current is not None and self.current.serial is None:
            self.current.serial = number
            self.current.span(lexeme.start, end)

    def removed(self, index: int, lexeme: Lexeme) -> None:
        if self.current is not None:
            self.current.marks = "removed"
            self.current.span(lexeme.start, lexeme.end)

    def same(self, index: int, lexeme: Lexeme) -> None:
        earlier = next((m.calibre for m in self.mentions[:-1][::-1][:5] if m.calibre is not None), None)
        if self.current is not None and self.current.calibre is None:
            self.current.calibre = earlier

    # what stands between

    def word(self, index: int, lexeme: Lexeme) -> None:
        if self.intro and self.current is not None and self._is_written_as_name(lexeme):
            said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
            add_raw_name(self.current, said, self.intro)
            self.intro = ""
            return
        self.intro = ""
        self.since += 1
        self.gap += 1
        if self.gap > 1 and self.kinds and self.kinds[-1].end < lexeme.start - 12:
            self.kinds = []
        if self.names:
            self._lay_names_down()

    def _is_written_as_name(self, lexeme: Lexeme) -> bool:
        return lexeme.text[0].isupper() or (lexeme.start > 0 and self.text[lexeme.start - 1] in _QUOTES)

    def _lay_names_down(self) -> None:
        for name, said in self.names:
            if self.current is not None and self.since <= 3:
                add_name(self.current, name, said, self.text)
        self.names = []

    def sign(self, index: int, lexeme: Lexeme) -> None:
        sign = lexeme.text
        if sign in _QUOTES:
            return
        if sign == "." and not self._ends_sentence(index, lexeme):
            return
        if sign in ".!?":
            self._end_sentence()
        elif sign == ";":
            self._new_clause()
            self.broken = ";"
        elif sign == ",":
            self._comma()
        else:
            self._other_sign(sign, lexeme.end)

    def _other_sign(self, sign: str, end: int) -> None:
        if sign == "(" and self.since <= 2 and not self.broken:
            self.since = 0
        if sign in ":(" and self.current is not None and not self.since:
            self.current.link = sign
        if sign in "–—" and self.current is not None and not self.since and self._is_general(self.current):
            self.current.link = ":"
        if sign == ":":
            self._new_clause()
        if sign == ")":
            self.broken = ""
            opened = next((m for m in reversed(self.mentions[-_BRACKETED:]) if m.link == "("), None)
            if opened is not None and not opened.link_end:
                opened.link_end = end
        elif sign in ":(-–—=/":
            self.broken = "-" if sign in "–—" else sign
            self.joined = self.joined if sign in "-–—" else ""

    def _is_general(self, mention: Mention) -> bool:
        """Arms or ammunition without a number: a list of what they are may follow."""
        return mention.amount is None and mention.noun in ("weapon", "ammunition", "part", "loose_part")

    def _comma(self) -> None:
        self.broken = self.joined = ","
        self._drop_pending()
        self.gear = False
        if not (
            self.mentions
            and self.mentions[-1].role is Role.NEGATED
            and self.mentions[-1].sentence == self.sentence
        ):
            self.negated, self.without = False, 0

    def _ends_sentence(self, index: int, lexeme: Lexeme) -> bool:
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        if following is None or following.tag == "line":
            return True
        first = self.text[following.start]
        return following.start > lexeme.end and (first.isupper() or first.isdigit() or first in '„“"«•-–')

    def _end_sentence(self) -> None:
        self.sentence += 1
        self._new_clause()
        self.mainly = self.is_sum = False
        self.intro = self.about = ""
        self.is_fresh = True
        self.since, self.broken, self.joined = 9, ".", ""

    def line(self, index: int, lexeme: Lexeme) -> None:
        if not self.sentence:
            for mention in self.mentions:
                mention.is_headline = True
        self.sentence += 1
        self._new_clause()
        self.intro = ""
        self.is_fresh = True
        self.broken, self.joined = "\n", ""

    def joining(self, index: int, lexeme: Lexeme) -> None:
        if self.kinds and self._noun_follows(index):
            return
        self.joined = "and"
        self.amount = None

    def with_said(self, index: int, lexeme: Lexeme) -> None:
        self.joined = "with"
        self.purpose = False
        self.amount = self.amount if self.amount is not None and self.amount.boxes else None

    def of_said(self, index: int, lexeme: Lexeme) -> None:
        if (
            self.current is not None
            and not self.since
            and self.current.noun in _HOSTS
            and self.current.role is Role.ITEM
        ):
            self.purpose = True
        else:
            self.joined = self.joined or "of"

    def for_said(self, index: int, lexeme: Lexeme) -> None:
        self.purpose = True
        self.broken = self.joined = ""
        self._drop_pending()

    def found_said(self, index: int, lexeme: Lexeme) -> None:
        self.finds.add(self.sentence)
        if self.negated:
            self._negate_subject()
        self.used = 0
        self.verb(index, lexeme)

    def _negate_subject(self) -> None:
        """`Oružje i municija nisu pronađeni`: what was not found may stand before the verb."""
        for mention in reversed(self.mentions[-4:]):
            if mention.sentence != self.sentence or mention.amount is not None or mention.role is not Role.ITEM:
                return
            mention.role = Role.NEGATED
            if mention.joined != "and":
                return

    def verb(self, index: int, lexeme: Lexeme) -> None:
        self.since += 1
        self.purpose = self.gear = False
        self.joined = "" if self.joined == "of" else self.joined
        self.offence = 0
        self._drop_pending()

    def not_said(self, index: int, lexeme: Lexeme) -> None:
        self.negated = True

    def without_said(self, index: int, lexeme: Lexeme) -> None:
        self.without = _WITHOUT
        self._drop_pending()

    def but(self, index: int, lexeme: Lexeme) -> None:
        self.negated, self.without = False, 0
        self.joined = self.joined or "but"

    def offence_said(self, index: int, lexeme: Lexeme) -> None:
        self.offence = _OFFENCE + 1
        self.current = None
        self._drop_pending()

    def used_said(self, index: int, lexeme: Lexeme) -> None:
        self.used = _USED
        self._drop_pending()

    def gear_said(self, index: int, lexeme: Lexeme) -> None:
        self.gear = True
        self.without = 0
        self.broken = self.joined = ""
        self.current = None
        self._drop_pending()

    def person(self, index: int, lexeme: Lexeme) -> None:
        self.current = None
        self.purpose = False
        self._drop_pending()
        self.since += 1

    def date(self, index: int, lexeme: Lexeme) -> None:
        self._drop_pending()

    def total(self, index: int, lexeme: Lexeme) -> None:
        self.is_sum = True

    def about_said(self, index: int, lexeme: Lexeme) -> None:
        self.about = lexeme.tag

    def of_which(self, index: int, lexeme: Lexeme) -> None:
        last = next((m for m in reversed(self.mentions[-4:]) if m.amount is not None), None)
        if last is not None:
            last.link = "of"
        self.purpose = False
        self.joined = ""
        if self.amount is not None:
            self.current = None  # "2 of them" says nothing of all
        self._drop_pending()

    def mainly_said(self, index: int, lexeme: Lexeme) -> None:
        self.mainly = True

    def appeal(self, index: int, lexeme: Lexeme) -> None:
        self.appeals = True

    def weight(self, index: int, lexeme: Lexeme) -> None:
        self.weighs = True

    def each_said(self, index: int, lexeme: Lexeme) -> None:
        self.each_at = index
        self.joined = self.joined or "with"

    def nothing(self, index: int, lexeme: Lexeme) -> None:
        """A word that binds and says nothing."""

    def link(self, index: int, lexeme: Lexeme) -> None:
        """Albanian: the article that leads on says whether the noun before it is one or several."""
        target = self.current
        if target is None or self.since or self.broken or self.joined or target.number not in ("b", "x"):
            return
        if lexeme.text.casefold() in ("e", "i", "së", "se"):
            target.number = "s" if target.number == "b" else "d"
        elif lexeme.text.casefold() in ("të", "te"):
            target.number = "p"


def _is_toy(mention: Mention) -> bool:
    """Called a toy or an imitation; of plastic only where a firearm would not be."""
    if "toy" in mention.adjectives:
        return True
    return "plastic" in mention.adjectives and mention.is_firearm


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
    "used": Scan.used_said,
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
_ = firearms

"""Amounts: digits and number words made one, with their unit; around, more than, from to."""

from dataclasses import dataclass

from headstamp.intake.reading.lexemes import Lexeme

_JOINERS = frozenset({"i", "e", "and", "и"})
_RANGE = frozenset({"-", "–", "—", "do", "deri", "to", "до", "ili"})
_SCALES = (100, 1000, 1_000_000)


@dataclass(slots=True)
class Amount:
    """How many or how much: value (None: several), end of a range, unit, and whether it is about or over."""

    value: int | float | None
    to: int | float | None = None
    unit: str = ""
    about: str = ""
    boxes: bool = False
    is_article: bool = False  # English a, an: one, said in passing


def with_amounts(found: list[Lexeme], decimal: str) -> list[Lexeme]:
    """The lexemes with every number phrase as one lexeme of tag 'amount'."""
    made: list[Lexeme] = []
    index = 0
    while index < len(found):
        lexeme = found[index]
        if lexeme.tag in ("digits", "number") and _is_number(found, index):
            amount, after = _amount(found, index, decimal)
            made.append(_one(found, index, after, amount))
            index = after
        elif lexeme.tag == "several":
            after = index + 1
            while after < len(found) and found[after].tag == "number" and int(_said(found[after])) in _SCALES:
                after += 1  # više stotina, disa mijëra
            made.append(_one(found, index, after, Amount(None)))
            index = after
        else:
            made.append(lexeme)
            index += 1
    return made


def _one(found: list[Lexeme], index: int, after: int, amount: Amount) -> Lexeme:
    first, last = found[index], found[after - 1]
    return Lexeme("amount", amount, "", first.start, last.end, first.text)


def _is_number(found: list[Lexeme], index: int) -> bool:
    """Not "što" (what), which folds like "sto" (hundred)."""
    return not found[index].text.casefold().startswith(("š", "ш")) or found[index].value not in ("100",)


def _amount(found: list[Lexeme], index: int, decimal: str) -> tuple[Amount, int]:
    value, about, after = _value(found, index, decimal)
    amount = Amount(value, about=about, is_article=found[index].text.casefold() in ("a", "an", "një", "nje"))
    after = _after_words(found, after)
    if (
        after + 1 < len(found)
        and found[after].text.casefold() in _RANGE
        and found[after + 1].tag in ("digits", "number")
    ):
        to, _, end = _value(found, after + 1, decimal)
        if to > value:
            amount.to, after = to, end
    if after < len(found) and found[after].tag == "sign" and found[after].text in "xX×хХ":
        after += 1
    if after < len(found) and found[after].tag == "word" and found[after].text in ("x", "X", "×", "х", "Х"):
        after += 1
    return amount, after


def _after_words(found: list[Lexeme], after: int) -> int:
    """The index after the same number in words: 50 (pesëdhjetë)."""
    if after + 2 < len(found) and found[after].text == "(" and found[after + 1].tag == "number":
        for end in range(after + 2, min(after + 6, len(found))):
            if found[end].text == ")":
                return end + 1
    return after


def _value(found: list[Lexeme], index: int, decimal: str) -> tuple[int | float, str, int]:
    """The value of the number phrase that begins here: twenty-two, 15 thousand and 904, two hundred."""
    group, is_round = _single(found[index], decimal)
    total: int | float = 0
    last, at = group, index + 1
    while at < len(found):
        joined = found[at].text.casefold() in _JOINERS and (
            found[at - 1].tag == "number" or (at + 1 < len(found) and _is_half(found[at + 1]))
        )
        lexeme = found[at + 1] if joined and at + 1 < len(found) else found[at]
        if joined and _is_half(lexeme):
            return total + group + (0.5 * last if last in _SCALES else 0.5), "", at + 2
        more = lexeme.tag == "digits" and (joined or last in _SCALES[1:])
        if lexeme.tag != "number" and not more:
            break
        value, about = _single(lexeme, decimal)
        if not joined and value in _SCALES and 0 < group < value:
            group, total = (group * 100, total) if value == 100 else (0, total + group * value)
        elif value < last and _may_follow(last, value):
            group += value
        else:
            break
        is_round = is_round or about
        last, at = value, at + (2 if joined else 1)
    return total + group, "about" if is_round else "", at


def _is_half(lexeme: Lexeme) -> bool:
    return lexeme.tag == "half" or (lexeme.tag == "each" and lexeme.text.casefold() in ("po", "по"))


def _may_follow(last: int | float, value: int | float) -> bool:
    return (last >= 20 and value < 10) or (last >= 100 and value < 100) or (last >= 1000 and value < 1000)


def _said(lexeme: Lexeme) -> str:
    return str(lexeme.value).lstrip("~")


def _single(lexeme: Lexeme, decimal: str) -> tuple[int | float, bool]:
    if lexeme.tag == "number":
        return int(_said(lexeme)), str(lexeme.value).startswith("~")
    return digits(lexeme.text, decimal), False


def digits(text: str, decimal: str) -> int | float:
    """2.200 and 2,200 are two thousand two hundred where three digits follow; else the sign is the decimal one."""
    bare = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace("’", "").replace("'", "")
    for sign in (".", ","):
        parts = bare.split(sign)
        if (
            len(parts) > 1
            and all(len(part) == 3 for part in parts[1:])
            and parts[0].isdigit()
            and len(parts[0]) <= 3
            and parts[0] != "0"
        ):
            if all(part.isdigit() for part in parts):
                return int("".join(parts))
        elif len(parts) > 2:
            bare = bare.replace(sign, "")
    if bare.count(".") and bare.count(","):
        bare = bare.replace("." if decimal == "," else ",", "")
    bare = bare.replace(",", ".")
    if len(bare) > 15:
        return 0
    return float(bare) if "." in bare else int(bare)

"""Numbers as factories stamp them: runs of one make, model and calibre, more or less densely known; and how they are misread."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from headstamp.marks.alignment import errors_between
from headstamp.marks.alphabet import CLASSES, FOLDED_SIGNS, folded
from headstamp.marks.index.readings import Entry
from headstamp.marks.likelihood import is_usually_confused

# make, model, calibre, and how the number is written: A a letter of the run, a one of the gun, 9 a digit of the count.
STAMPS = (
    ("zastava", "M57", "7.62x25", "A-99999"),
    ("zastava", "M57", "7.62x25", "999999"),
    ("zastava", "M70", "7.65browning", "999999"),
    ("zastava", "M70 AB2", "7.62x39", "9999999"),
    ("zastava", "M70 AB2", "7.62x39", "A-999999"),
    ("zastava", "M72", "7.62x39", "99999"),
    ("zastava", "M48", "7.92x57", "A99999"),
    ("beretta", "92", "9x19", "A99999Z"),
    ("beretta", "70", "7.65browning", "A99999W"),
    ("glock", "17", "9x19", "AAA999"),
    ("cz_czech", "75", "9x19", "A9999"),
    ("cz_czech", "vz. 24", "7.92x57", "9999A"),
    ("kalashnikov_type", "AKM", "7.62x39", "AA9999"),
    ("kalashnikov_type", "AK-47", "7.62x39", "AA 999999"),
    ("norinco", "56", "7.62x39", "99999999"),
    ("tokarev", "TT-33", "7.62x25", "AA999"),
    ("walther", "PP", "7.65browning", "999999A"),
    ("browning", "HP", "9x19", "999A99999"),
    ("ekol", "Tuna", "9pak", "EV-9999999"),
    ("zoraki", "906", "9pak", "9999-999999"),
    ("hatsan", "Escort", "12", "9999999"),
    ("simson", "", "16", "99999"),
)
# How many guns of a run are known, and how much of the run that is: deliveries to one body are whole, what a factory sold
# over years to everybody is scattered.
RUNS = ((20, 1.0), (200, 0.8), (1_000, 0.1), (5_000, 0.04), (20_000, 0.02))
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, the entry that it means, and what else was seen of the gun."""

    typed: str
    meant: Entry


def numbers(count: int, seed: int = 1) -> Iterator[Entry]:
    """`count` numbers that are distinct when folded, in runs."""
    draw, known, made = random.Random(seed), set[str](), 0
    while made < count:
        make, model, calibre, stamp = draw.choice(STAMPS)
        series = "".join(draw.choice(LETTERS) if sign == "A" else sign for sign in stamp)
        digits = series.count("9")
        size, density = draw.choice(RUNS)
        start = draw.randrange(10**digits)
        for at in range(start, min(start + int(size / density), 10**digits)):
            if draw.random() > density or made == count:
                continue
            text = _stamped(series, f"{at:0{digits}d}")
            key = folded(text)
            if key not in known:
                known.add(key)
                made += 1
                yield Entry(made, text, make, model, calibre)


def _stamped(series: str, count: str) -> str:
    left = iter(count)
    return "".join(next(left) if sign == "9" else sign for sign in series)


def misread(entries: list[Entry], count: int, errors: int, seed: int = 2) -> list[Query]:
    """Entries as somebody reads them with so many errors, look-alikes not counted."""
    draw, made = random.Random(seed), []
    while len(made) < count:
        meant = draw.choice(entries)
        typed = folded(meant.text)
        for _ in range(errors):
            typed = _with_error(draw, typed)
        if errors_between(typed, folded(meant.text)) == errors:  # two errors may undo or compound each other
            made.append(Query(_blurred(draw, typed), meant))
    return made


def unread(entries: list[Entry], count: int, open_signs: int, seed: int = 3) -> list[Query]:
    """Entries with so many signs that cannot be read."""
    draw, made = random.Random(seed), []
    for _ in range(count):
        meant = draw.choice(entries)
        signs = list(folded(meant.text))
        for at in draw.sample(range(len(signs)), open_signs):
            signs[at] = "?"
        made.append(Query("".join(signs), meant))
    return made


def _with_error(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    way = draw.random()
    if way < 0.6:
        others = [sign for sign in FOLDED_SIGNS if sign not in (text[at], "~")]
        usual = [sign for sign in others if is_usually_confused(sign, text[at])]
        return text[:at] + draw.choice(usual if usual and way < 0.45 else others) + text[at + 1 :]
    if way < 0.75:
        return text[:at] + text[at + 1 :]
    if way < 0.85:
        return text[:at] + draw.choice(FOLDED_SIGNS[:-1]) + text[at:]
    at = min(at, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def chances_of_another_sign(sign: str) -> dict[str, float]:
    """How likely `_with_error` writes each other sign for this one."""
    others = [other for other in FOLDED_SIGNS if other not in (sign, "~")]
    usual = [other for other in others if is_usually_confused(other, sign)]
    chances = dict.fromkeys(others, (0.15 if usual else 0.6) / len(others))
    for other in usual:
        chances[other] += 0.45 / len(usual)
    return chances


def _blurred(draw: random.Random, text: str) -> str:
    """Now and then a look-alike is typed."""
    pairs = {each[0]: each for each in CLASSES}
    return "".join(
        draw.choice(pairs[sign]) if sign in pairs and draw.random() < 0.1 else sign for sign in text
    )

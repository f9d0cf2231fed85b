"""A register in which one record in seven is of a gun that is registered already, as another agency writes it.

Numbers come in runs, as factories stamp and bodies buy them. Half of the second records have one or two errors in the number;
makes stand under any of their names; models, calibres and types are missing or wide. All of it is invented.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bench.marks_numbers import LETTERS, RUNS, STAMPS
from headstamp.marks.alphabet import CLASSES, FOLDED_SIGNS, folded
from headstamp.marks.likelihood import is_usually_confused
from headstamp.matching.records import Record

SECOND = 0.15  # of all records
WITH_ERRORS = (0.5, 0.3, 0.2)  # none, one, two
MAKES = {
    "zastava": ("zastava", "Zastava", "Crvena Zastava", "Застава", "ZCZ", "CZ"),
    "beretta": ("beretta", "Beretta", "Pietro Beretta", "Берета"),
    "glock": ("glock", "Glock", "Глок"),
    "ceska_zbrojovka": ("ceska_zbrojovka", "Česká zbrojovka", "CZ"),
    "kalashnikov_type": ("kalashnikov_type", "Kalashnikov", "AK"),
    "norinco": ("norinco", "Norinco", "Norinko"),
    "walther": ("walther", "Walther", "Valter"),
    "zoraki": ("zoraki", "Zoraki", "Atak"),
}
CALIBRES = {
    "7.62x25": ("7.62x25", "7,62x25", "7.62 Tokarev", "7.62 mm"),
    "7.65browning": ("7.65browning", "7,65 mm"),
    "7.62x39": ("7.62x39", "7,62 x 39 mm", "7.62"),
    "7.92x57": ("7.92x57", "8x57", "7,9 mm"),
    "9x19": ("9x19", "9 mm Para", "9mm Luger", "9 mm"),
    "9pak": ("9pak", "9 mm PAK", "9 mm"),
    "12": ("12", "12/70"),
}
KINDS = {
    "M70 AB2": "automatic_rifle", "AKM": "automatic_rifle", "AK-47": "automatic_rifle", "56": "automatic_rifle",
    "M72": "machine_gun", "M48": "rifle", "vz. 24": "rifle", "Escort": "shotgun", "": "shotgun",
}  # fmt: skip
ALIKE = {"automatic_rifle": ("automatic_rifle", "rifle"), "pistol": ("pistol",), "rifle": ("rifle",)}
WRONG = 0.01  # make or calibre of another gun
MISSING = {"make": 0.05, "model": 0.2, "calibre": 0.1, "kind": 0.1, "owner": 0.75, "number": 0.03}
OWNERS = 50_000


@dataclass(frozen=True, slots=True)
class Gun:
    """What stands on the steel, and who keeps it."""

    number: str
    make: str
    model: str
    calibre: str
    kind: str
    owner: str
    stamp: int


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers of one stamp and series from `start` on, `size` of them, of which so many in one are known."""

    stamp: int
    series: str
    start: int
    size: int
    density: float


@dataclass(slots=True)
class Register:
    """Records, of which gun each is, which are second ones, and the runs that the guns were drawn from."""

    records: list[Record] = field(default_factory=list)
    guns: list[int] = field(default_factory=list)
    is_second: list[bool] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def register(count: int, seed: int = 1) -> Register:
    """`count` records in any order."""
    draw = random.Random(seed)
    runs: list[Run] = []
    guns = list(_guns(draw, round(count * (1 - SECOND)), runs))
    told = [(at, False) for at in range(len(guns))]
    told += [(draw.randrange(len(guns)), True) for _ in range(count - len(guns))]
    draw.shuffle(told)
    made = Register(runs=runs)
    for key, (at, is_second) in enumerate(told):
        gun = guns[at]
        made.records.append(replace(_written(draw, gun, is_second=is_second), key=str(key)))
        made.guns.append(at)
        made.is_second.append(is_second)
        made.stamps.append(gun.stamp)
    return made


def _guns(draw: random.Random, count: int, runs: list[Run]) -> Iterator[Gun]:
    known: set[tuple[int, str]] = set()
    while len(known) < count:
        stamp = draw.randrange(len(STAMPS))
        make, model, calibre, shape = STAMPS[stamp]
        make = "ceska_zbrojovka" if make == "cz_czech" else make
        series = "".join(draw.choice(LETTERS) if sign == "A" else sign for sign in shape)
        digits = series.count("9")
        size, density = draw.choice(RUNS)
        start, length = draw.randrange(10**digits), int(size / density)
        runs.append(Run(stamp, series, start, length, density))
        for at in range(start, min(start + length, 10**digits)):
            if draw.random() > density or len(known) == count:
                continue
            number = stamped(series, at)
            if (stamp, folded(number)) not in known:
                known.add((stamp, folded(number)))
                owner = f"Owner {draw.randrange(OWNERS)}"
                yield Gun(number, make, model, calibre, KINDS.get(model, "pistol"), owner, stamp)


def stamped(series: str, at: int) -> str:
    """The number of the gun at a place of a series."""
    left = iter(f"{at:0{series.count('9')}d}")
    return "".join(next(left) if sign == "9" else sign for sign in series)


def _written(draw: random.Random, gun: Gun, *, is_second: bool) -> Record:
    number = gun.number
    if is_second:
        for _ in range(draw.choices((0, 1, 2), WITH_ERRORS)[0]):
            number = with_error(draw, number)
    other = STAMPS[draw.randrange(len(STAMPS))] if draw.random() < WRONG else None
    make, calibre = (other[0], other[2]) if other else (gun.make, gun.calibre)
    return Record(
        serials=() if _is_missing(draw, "number") else (_as_typed(draw, number),),
        make="" if _is_missing(draw, "make") else draw.choice(MAKES.get(make, (make,))),
        model="" if _is_missing(draw, "model") else gun.model,
        calibre="" if _is_missing(draw, "calibre") else draw.choice(CALIBRES.get(calibre, (calibre,))),
        kind="" if _is_missing(draw, "kind") else draw.choice(ALIKE.get(gun.kind, (gun.kind,))),
        owner="" if _is_missing(draw, "owner") else gun.owner,
        date=f"20{draw.randrange(10, 24)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
    )


def _is_missing(draw: random.Random, name: str) -> bool:
    return draw.random() < MISSING[name]


def with_error(draw: random.Random, text: str) -> str:
    """The number with one more error: read as another sign, left out, added, or two neighbours swapped."""
    signs = [at for at, sign in enumerate(text) if sign.isalnum()]
    at, way = draw.choice(signs), draw.random()
    if way < 0.6:
        own = folded(text[at])
        others = [sign for sign in FOLDED_SIGNS[:-1] if sign != own]
        usual = [sign for sign in others if is_usually_confused(sign, own)]
        return text[:at] + draw.choice(usual if usual and way < 0.45 else others) + text[at + 1 :]
    if way < 0.75:
        return text[:at] + text[at + 1 :]
    if way < 0.85:
        return text[:at] + draw.choice(FOLDED_SIGNS[:-1]) + text[at:]
    if len(signs) < 2:
        return text
    place = min(signs.index(at), len(signs) - 2)
    first, second = signs[place], signs[place + 1]
    between = text[first + 1 : second]
    return text[:first] + text[second] + between + text[first] + text[second + 1 :]


_PAIRS = {sign: each for each in CLASSES for sign in each}
_CYRILLIC = str.maketrans("ABEKMHOPCTX", "АВЕКМНОРСТХ")


def _as_typed(draw: random.Random, number: str) -> str:
    """Separators, case, look-alikes and scripts as they come."""
    way = draw.random()
    if way < 0.3:
        number = number.replace("-", "").replace(" ", "")
    elif way < 0.35:
        number = number.lower()
    elif way < 0.4:
        number = number.translate(_CYRILLIC)
    if draw.random() < 0.05:
        at = draw.randrange(len(number))
        number = number[:at] + draw.choice(_PAIRS.get(number[at], number[at])) + number[at + 1 :]
    return number

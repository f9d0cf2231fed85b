"""Reading texts: how many in a second, how soon the first, in how much memory; and English titles beside gunsnprices.

gunsnprices reads titles of American shops. It was not made for police logs: the comparison says what its lists and
ours find in titles that neither was made for.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable

from gunsnprices import parse_title

from bench.reading_titles import TITLES
from bench.report import Report
from headstamp.intake.reading import read
from headstamp.intake.reading.normalising import normalise
from tests.intake.reading.labelled import LANGUAGES, records

RUNS, ROUNDS = 7, 12
_LENGTH = 200  # signs of a short text
_ONE = "import sys; from headstamp.console.main import main; main(['read']); " + (
    "from bench.memory import peak_mb; print(peak_mb(), file=sys.stderr)"
)


def run(report: Report) -> None:
    texts = short_texts()
    report.add(
        "short texts in a second, one core", [_rate(texts) for _ in range(RUNS)], "texts/s", at_least=2_000
    )
    starts = [_first_answer() for _ in range(RUNS)]
    report.add("from process start to first answer", [seconds for seconds, _ in starts], "s", at_most=0.5)
    report.add("peak memory, one text", max(megabytes for _, megabytes in starts), "MB", at_most=150)
    large = "".join(texts) * (1_000_000 // sum(map(len, texts)) + 1)
    short, long = _seconds(large[:100_000]), _seconds(large[:1_000_000])
    report.add("1 MB against 100 kB, 10 is linear", long / short, "×", at_most=15)
    for field, wanted in (("make", 1), ("calibre", 2)):
        ours = _share(wanted, lambda title, field=field: _ours(title, field))
        theirs = _share(wanted, lambda title, field=field: _theirs(title, field))
        report.add(f"English titles, {field} right or rightly empty", ours, "share", at_least=theirs)
        report.add(f"gunsnprices, the same titles, {field}", theirs, "share")


def short_texts() -> list[str]:
    """The labelled sentences of each language, joined to texts of about 200 signs."""
    made = []
    for language in LANGUAGES:
        text = ""
        for record in records(language):
            text += record["text"] + " "
            if len(text) >= _LENGTH:
                made.append(text)
                text = ""
    return made


def _rate(texts: list[str]) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        for text in texts:
            read(text)
    return ROUNDS * len(texts) / (time.process_time() - start)


def _first_answer() -> tuple[float, float]:
    asked = json.dumps({"id": 1, "text": "U gjetën dy pushkë gjahu dhe 15 fishekë."})
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _ONE], input=asked, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - start, float(done.stderr.split()[-1])


def _seconds(text: str) -> float:
    start = time.process_time()
    read(text, "sr")
    return time.process_time() - start


def _share(wanted: int, answer: Callable[[str], set[str]]) -> float:
    """The share of titles whose answer holds the wanted code, or is empty where none is wanted."""
    right = 0
    for title in TITLES:
        said = answer(title[0])
        right += title[wanted] in said if title[wanted] else not said
    return right / len(TITLES)


def _ours(title: str, field: str) -> set[str]:
    found: set[str] = set()
    for item in read(title, "en").items[:1]:
        said = getattr(item, field)
        found |= {item.codes[field]} if field in item.codes else _codes(field, said)
    return found


def _theirs(title: str, field: str) -> set[str]:
    told = parse_title(title)
    if field == "make":
        return _codes(field, told.brand)
    return _codes(field, told.caliber.name) if told.caliber else set()


def _codes(field: str, said: str | None) -> set[str]:
    """The code of a wording; of one that is ambiguous the code that says so and all candidates."""
    if not said:
        return set()
    told = normalise(field, said)
    return {told.code} if told.code else {*told.candidates, said.replace(" ", "")}

"""What was counted once is not counted again, for whoever may know of the same, and for nobody else."""

import pytest

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence, set_visibility
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.answers import Answers, Rows
from headstamp.snapshot.queries import View, open_for
from tests.cast import Cast

PISTOL = OccurrenceFacts(kind="seizure", occurred_on="2022-03", items=(ItemFacts(kind="pistol"),))


class Counting:
    """How often the engine is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times, ask = 0, View.sql

        def asked(view: View, *words: object, **more: object) -> Rows:
            self.times += 1
            return ask(view, *words, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(View, "sql", asked)

    def number(self, asker: Asker) -> int:
        with open_for(asker) as view:
            ((number,),) = view.answer("how many items", lambda view: view.table("items").count())
        return int(number)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


def test_the_same_question_of_the_same_state_is_counted_once(cast: Cast, engine: Counting) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    assert [engine.number(who) for who in (cast.registrar, cast.registrar, cast.reader)] == [1, 1, 1]
    assert engine.times == 1


def test_who_may_know_of_other_rows_is_answered_apart(cast: Cast, engine: Counting) -> None:
    made = record_occurrence(cast.registrar, facts=PISTOL)
    set_visibility(cast.registrar, uid=made.uid, version=1, visibility="unit")
    refresh()
    assert (engine.number(cast.analyst), engine.number(cast.officer)) == (1, 0)
    assert engine.times == 2


def test_an_answer_falls_when_a_record_falls_away_and_when_the_snapshot_is_new(
    cast: Cast, engine: Counting
) -> None:
    made = record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    assert engine.number(cast.officer) == 1
    set_visibility(cast.registrar, uid=made.uid, version=1, visibility="unit")
    assert engine.number(cast.officer) == 0
    record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    assert engine.number(cast.officer) == 1
    assert engine.times == 3


def test_what_was_forgotten_is_counted_anew() -> None:
    answers = Answers()
    assert answers.of("how many", lambda: [(1,)]) == answers.of("how many", lambda: [(2,)]) == [(1,)]
    answers.forget()
    assert answers.of("how many", lambda: [(2,)]) == [(2,)]


def test_the_oldest_answers_go_first_and_a_large_one_is_not_kept() -> None:
    answers, told = Answers(most_rows=40), list[str]()

    def ask(name: str, rows: int = 1) -> None:
        def answer() -> Rows:
            told.append(name)
            return [(name,)] * rows

        assert len(answers.of(name, answer)) == rows

    for number in range(20):
        ask(str(number))
    ask("0")  # asked again: now the youngest
    ask("20")
    ask("0")
    ask("1")
    ask("large", 5)
    ask("large", 5)
    assert told == [*map(str, range(21)), "1", "large", "large"]

"""Which measurements a word names."""

from bench.__main__ import subjects


def test_a_word_names_all_that_contain_it_and_a_whole_name_that_one_alone() -> None:
    assert subjects(["marks"]) == ["bench_marks", "bench_marks_large", "bench_marks_register"]
    assert subjects(["bench_marks"]) == ["bench_marks"]
    assert subjects(["bench_marks", "report"]) == ["bench_marks"]
    assert set(subjects(["marks"])) < set(subjects([]))

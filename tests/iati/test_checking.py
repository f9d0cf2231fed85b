"""A file is valid if schema and complete code lists find nothing; what they find is said in plain words, with the line."""

import pytest

from tests.iati.files import activities, changed, organisations, report, said


def test_a_good_file_of_activities_is_valid_and_nothing_is_said() -> None:
    of = report(activities())
    assert (of.is_valid, of.is_clean, of.root, of.checked, of.entries) == (
        True, True, "iati-activities", "2.03", 1,
    )  # fmt: skip
    assert said(of) == []


def test_a_good_file_of_organisations_is_valid() -> None:
    of = report(organisations())
    assert (of.is_valid, of.entries, said(of)) == (True, 1, [])


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('code="2"/>', "/>", 9, "<activity-status> lacks its attribute code."),
        ('iso-date="2023-01-01"/>\n', 'iso-date="May"/>\n', 10, "iso-date of <activity-date> is “May”; it must be a date written YYYY-MM-DD."),
        (">1000.50<", ">1,000<", 16, "<value> holds “1,000”; it must be a number with a point for decimals and nothing else."),
        ("<narrative>See at night.</narrative>", "See.", 7, "<description> may hold no text of its own: text stands in a <narrative> or nowhere."),
        ('type="10"><narrative>Invented Agency', 'kind="10"><narrative>Invented Agency', 8, "<participating-org> may not have an attribute kind."),
        ('percentage="60"', 'percentage="160"', 11, "percentage of <recipient-country> is “160”; it must lie between 0 and 100."),
        ("<sector code", "<section code", 13, "<section> may not stand here, or not once more"),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_is_critical_and_said_plainly(
    old: str, new: str, line: int, words: str
) -> None:
    of = report(changed(old, new))
    found = [each for each in said(of) if each[:2] == ("critical", "schema")]
    assert not of.is_valid
    assert [(at, text[: len(words)]) for _severity, _source, at, text in found][:1] == [(line, words)]


@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ('activity-status code="2"', 'activity-status code="9"', "ActivityStatus"),
        ('default-currency="EUR"', 'default-currency="EURO"', "Currency"),
        ('sector code="15240"', 'sector code="99999"', "Sector"),
        ('vocabulary="3" code="16.4"', 'vocabulary="3" code="18.1"', "UNSDG-Targets"),
        ('role="4"', 'role="7"', "OrganisationRole"),
    ],
)
def test_a_code_that_a_complete_list_lacks_is_an_error_and_decides(old: str, new: str, listed: str) -> None:
    of = report(changed(old, new))
    assert not of.is_valid
    [(severity, source, _line, words)] = said(of)
    assert (severity, source) == ("error", "codes")
    assert f"not in the list {listed}" in words


def test_a_code_that_an_incomplete_list_lacks_is_a_warning() -> None:
    of = report(changed('code="AL"', 'code="QQ"'))
    assert of.is_valid
    assert [each[:2] for each in said(of)] == [("warning", "codes")]


def test_a_language_is_looked_up_wherever_it_stands() -> None:
    for content in (
        activities(version='version="2.03" xml:lang="zz"'),
        changed("<narrative>See", '<narrative xml:lang="zz">See'),
    ):
        assert [each[:2] for each in said(report(content))] == [("warning", "codes")]


def test_a_code_of_another_vocabulary_is_not_held_to_the_list() -> None:
    assert report(changed('sector code="15240"', 'sector vocabulary="99" code="lamps"')).is_valid
    assert not report(changed('sector code="15240"', 'sector vocabulary="1" code="lamps"')).is_valid


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('percentage="40"', 'percentage="30"', "add up to 90, not to 100"),
        ('type="2" iso-date="2023-01-01"', 'type="2" iso-date="2026-02-01"', "activity-date of type 2 of <iati-activity> is 2026-02-01, which is still to come"),
        ('period-end iso-date="2023-12-31"', 'period-end iso-date="2022-12-31"', "ends before it begins"),
        ('<activity-date type="2"', '<activity-date type="3"', "needs at least one of: activity-date of type 1 or 2"),
        ("XX-MADEUP-1-lamps", "YY-lamps", "does not begin with “XX-MADEUP-1”"),
        ("XX-MADEUP-1-lamps", "XX-MADEUP-1/lamps", "may hold none of the signs"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_said_and_does_not_make_the_file_invalid(old: str, new: str, words: str) -> None:
    of = report(changed(old, new))
    assert of.is_valid
    assert any(each[1] == "rules" and words in each[3] for each in said(of))


def test_sectors_of_one_vocabulary_add_up_to_100() -> None:
    split = '<sector code="15240" percentage="50"/><sector code="15210" percentage="40"/>'
    assert (
        "sectors of vocabulary 1 add up to 90" in said(report(changed('<sector code="15240"/>', split)))[0][3]
    )


def test_an_identifier_that_stands_twice_is_said_with_both_lines() -> None:
    first = activities().decode()
    twice = first.replace("</iati-activities>", first[first.index("<iati-activity ") :])
    [(severity, source, line, words)] = said(report(twice.encode()))
    assert (severity, source, line) == ("error", "rules", 19)
    assert "stands at line 4 already" in words


def test_each_finding_names_its_activity() -> None:
    [finding] = report(changed('activity-status code="2"', 'activity-status code="9"')).findings
    assert finding.where == "XX-MADEUP-1-lamps"


def test_a_version_that_nobody_knows_is_checked_by_the_newest_schema_and_its_codes_decide_nothing() -> None:
    good = report(activities(version='version="xx"'))
    assert (good.is_valid, good.checked) == (True, "2.03")
    odd = report(changed('code="2"/>', 'code="9"/>').replace(b"2.03", b"xx"))
    assert odd.is_valid
    assert [each[:2] for each in said(odd)] == [("warning", "version"), ("warning", "codes")]


def test_a_file_that_does_not_say_its_version_is_not_valid() -> None:
    of = report(activities(version=""))
    assert not of.is_valid
    assert "The file does not say its version. It was checked as 2.03." in [each[3] for each in said(of)]


@pytest.mark.parametrize("version", ["2.01", "2.02"])
def test_an_older_version_is_held_to_its_own_schema(version: str) -> None:
    of = report(activities(version=f'version="{version}"'))
    assert (of.checked, of.is_valid) == (version, False)
    assert [each[3] for each in said(of)] == ["<tag> may not stand here, or not once more: here the standard has <" + said(of)[0][3].partition("has <")[2]]  # fmt: skip


def test_a_withdrawn_version_is_refused_with_what_to_do() -> None:
    of = report(activities(version='version="1.05"'))
    assert (of.is_valid, of.checked) == (False, "")
    assert "publish it as 2.03" in said(of)[0][3]


def test_what_is_no_iati_file_is_said_so() -> None:
    assert "begins with <letters>" in said(report(b"<letters/>"))[0][3]


def test_what_is_no_xml_names_the_line() -> None:
    of = report(activities("<iati-activity>\n<title>\n</iati-activity>"))
    [(severity, source, line, _words)] = said(of)
    assert (of.is_valid, severity, source, line) == (False, "critical", "xml", 5)


def test_an_empty_file_is_not_valid() -> None:
    assert not report(b"").is_valid

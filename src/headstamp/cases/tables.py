"""What the snapshot holds of cases: steps of proceedings and enquiries, without names, titles and texts.

A row belongs to the circle of its case, so everybody counts what his own cases have. Of victims there is nothing.
"""

from headstamp.accounts.permissions import Permission
from headstamp.cases.queries import flat
from headstamp.kernel.table import Column, ColumnType, Table
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.queries.flat import counter, reader

_ID, _UID, _CODE, _FLAG = ColumnType.NUMBER, ColumnType.UID, ColumnType.CODE, ColumnType.FLAG
_DATE, _YEAR, _INTEGER = ColumnType.PARTIAL_DATE, ColumnType.YEAR, ColumnType.INTEGER

_OF_CASE = (
    Column("case_id", _ID, say(gettext_noop("row number of the case"))),
    Column("case_uid", _UID, say(gettext_noop("identifier of the case"))),
    Column("jurisdiction", _CODE, say(gettext_noop("jurisdiction whose office keeps it")), "jurisdictions"),
    Column("unit", _ID, say(gettext_noop("unit that keeps the case (row number)"))),
    Column("visibility", _CODE, say(gettext_noop("always restricted"))),
    Column("circle", _ID, say(gettext_noop("circle of the case's members"))),
)

PROCEEDINGS = (
    Column("step_id", _ID, say(gettext_noop("row number of the step"))),
    Column("stage", _CODE, say(gettext_noop("stage to which the step led"))),
    Column("outcome", _CODE, say(gettext_noop("outcome of the judgement")), "court_outcomes"),
    Column("happened_on", _DATE, say(gettext_noop("when the step was taken"))),
    Column("year", _YEAR, say(gettext_noop("year of the step"))),
    Column("month", _INTEGER, say(gettext_noop("month 1-12; empty if only the year is known"))),
    Column("proceeding_uid", _UID, say(gettext_noop("identifier of the proceedings"))),
    Column("offence", _CODE, say(gettext_noop("offence; empty where it is told in words")), "offences"),
    Column("offence_class", _CODE, say(gettext_noop("class of the offence")), "offence_classes"),
    Column("person_id", _ID, say(gettext_noop("row number of the person; 0: nobody named"))),
    Column("sex", _CODE, say(gettext_noop("sex of the person")), "sexes"),
    Column("age_group", _CODE, say(gettext_noop("age group of the person on that day")), "age_groups"),
    Column("is_first_of_case", _FLAG, say(gettext_noop("first step of the case to this stage"))),
    Column(
        "is_first_of_person", _FLAG, say(gettext_noop("first step of the person in the case to this stage"))
    ),
    Column(
        "is_first_conviction_of_case",
        _FLAG,
        say(gettext_noop("first step of the case to this stage with a conviction")),
    ),
    Column(
        "is_first_conviction_of_person",
        _FLAG,
        say(gettext_noop("first step of the person in the case to this stage with a conviction")),
    ),
    *_OF_CASE,
)

ENQUIRIES = (
    Column("enquiry_id", _ID, say(gettext_noop("row number of the enquiry"))),
    Column("enquiry_source", _CODE, say(gettext_noop("where the enquiry comes from")), "enquiry_sources"),
    Column("enquiry_state", _CODE, say(gettext_noop("open, confirmed, refuted or nothing found"))),
    Column("opened_on", _DATE, say(gettext_noop("since when it is followed"))),
    Column("year", _YEAR, say(gettext_noop("year since which it is followed"))),
    Column("month", _INTEGER, say(gettext_noop("month 1-12; empty if only the year is known"))),
    *_OF_CASE,
)

TABLES = (
    Table(
        name="proceedings",
        meaning=say(gettext_noop("one row for each step of proceedings that was not taken back")),
        columns=PROCEEDINGS,
        key="step_id",
        follows={"case": "case_id", "person": "person_id"},
        read=reader(flat.PROCEEDINGS, PROCEEDINGS),
        visible=flat.proceedings_visible,
        count=counter(flat.PROCEEDINGS),
        needs=Permission.SEE_PERSONS,
    ),
    Table(
        name="enquiries",
        meaning=say(gettext_noop("one row for each enquiry of a case")),
        columns=ENQUIRIES,
        key="enquiry_id",
        follows={"case": "case_id"},
        read=reader(flat.ENQUIRIES, ENQUIRIES),
        visible=flat.enquiries_visible,
        count=counter(flat.ENQUIRIES),
    ),
)

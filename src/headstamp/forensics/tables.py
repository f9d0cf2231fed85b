"""What the snapshot holds of forensics: exhibits with a report. Names, questions and results in words stay behind."""

from headstamp.forensics.queries import flat
from headstamp.kernel.table import Column, ColumnType, Table
from headstamp.kernel.text import gettext_noop, say

EXAMINATIONS = (
    Column("exhibit_id", ColumnType.NUMBER, say(gettext_noop("row number of the exhibit"))),
    Column("exhibit_uid", ColumnType.UID, say(gettext_noop("identifier of the exhibit"))),
    Column("request_id", ColumnType.NUMBER, say(gettext_noop("row number of the request to the laboratory"))),
    Column("item_id", ColumnType.NUMBER, say(gettext_noop("row number of the item"))),
    Column("occurrence_id", ColumnType.NUMBER, say(gettext_noop("row number of the item's occurrence"))),
    Column("item_class", ColumnType.CODE, say(gettext_noop("class of the item")), "item_classes"),
    Column("function", ColumnType.CODE, say(gettext_noop("how a firearm works")), "function_results"),
    Column("priority", ColumnType.CODE, say(gettext_noop("routine or urgent"))),
    Column("reported_on", ColumnType.PARTIAL_DATE, say(gettext_noop("day of the report"))),
    Column("year", ColumnType.YEAR, say(gettext_noop("year of the report"))),
    Column("month", ColumnType.INTEGER, say(gettext_noop("month 1-12"))),
    Column(
        "turnaround_days",
        ColumnType.INTEGER,
        say(gettext_noop("days from receipt to report without those on which the clock stood")),
    ),
    Column("is_verified", ColumnType.FLAG, say(gettext_noop("a second examiner verified the report"))),
    Column("source", ColumnType.NUMBER, say(gettext_noop("file or desk that the item came from"))),
    Column("jurisdiction", ColumnType.CODE, say(gettext_noop("jurisdiction of the item")), "jurisdictions"),
    Column("unit", ColumnType.NUMBER, say(gettext_noop("unit that keeps the item (row number)"))),
    Column("visibility", ColumnType.CODE, say(gettext_noop("who may know of the item"))),
    Column("circle", ColumnType.NUMBER, say(gettext_noop("circle that a restricted item names; 0: none"))),
)

TABLES = (
    Table(
        name="examinations",
        meaning=say(gettext_noop("one row for each exhibit of which a laboratory made its report")),
        columns=EXAMINATIONS,
        key="exhibit_id",
        follows={
            "lab_request": "request_id",
            "item": "item_id",
            "occurrence": "occurrence_id",
            "source": "source",
        },
        read=flat.reader(flat.EXAMINATIONS, EXAMINATIONS),
        visible=flat.examinations_visible,
        count=flat.counter(flat.EXAMINATIONS),
    ),
)

"""What the snapshot holds of forensics: exhibits with a report, and ballistic leads. Names, questions and results in words stay behind."""

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

_END = {
    "one": gettext_noop("row number of the item at one end"),
    "other": gettext_noop("row number of the item at the other end"),
}
_AT = {
    "one": gettext_noop("row number of the occurrence at one end, or of its item"),
    "other": gettext_noop("row number of the occurrence at the other end, or of its item"),
}
LEADS = (
    Column("lead_id", ColumnType.NUMBER, say(gettext_noop("row number of the ballistic lead"))),
    Column("lead_uid", ColumnType.UID, say(gettext_noop("identifier of the ballistic lead"))),
    *(Column(f"{end}_item_id", ColumnType.NUMBER, say(words)) for end, words in _END.items()),
    *(Column(f"{end}_occurrence_id", ColumnType.NUMBER, say(words)) for end, words in _AT.items()),
    Column("lead_state", ColumnType.CODE, say(gettext_noop("how far it is decided; only what is confirmed is a hit"))),
    Column("system", ColumnType.CODE, say(gettext_noop("ballistic system that proposed it")), "ballistic_systems"),
    Column("found_on", ColumnType.PARTIAL_DATE, say(gettext_noop("day on which the lead was found"))),
    Column("year", ColumnType.YEAR, say(gettext_noop("year in which it was found"))),
    Column("month", ColumnType.INTEGER, say(gettext_noop("month 1-12"))),
    Column("decided_on", ColumnType.PARTIAL_DATE, say(gettext_noop("day of the last opinion; empty while it is a lead"))),
    Column("decided_year", ColumnType.YEAR, say(gettext_noop("year of the last opinion"))),
    Column("source", ColumnType.NUMBER, say(gettext_noop("file or desk that one end came from"))),
    Column("jurisdiction", ColumnType.CODE, say(gettext_noop("jurisdiction of the lead and of one end")), "jurisdictions"),
    Column("unit", ColumnType.NUMBER, say(gettext_noop("unit that keeps one end (row number)"))),
    Column("visibility", ColumnType.CODE, say(gettext_noop("who may know of one end"))),
    Column("circle", ColumnType.NUMBER, say(gettext_noop("circle that one end names; 0: none"))),
    Column("other_source", ColumnType.NUMBER, say(gettext_noop("file or desk that the other end came from"))),
    Column("other_jurisdiction", ColumnType.CODE, say(gettext_noop("jurisdiction of the other end")), "jurisdictions"),
    Column("other_unit", ColumnType.NUMBER, say(gettext_noop("unit that keeps the other end (row number)"))),
    Column("other_visibility", ColumnType.CODE, say(gettext_noop("who may know of the other end"))),
    Column("other_circle", ColumnType.NUMBER, say(gettext_noop("circle that the other end names; 0: none"))),
)  # fmt: skip

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
    Table(
        name="ballistic_leads",
        meaning=say(gettext_noop("one row for each ballistic lead, with the rights of both its ends")),
        columns=LEADS,
        key="lead_id",
        follows={
            "ballistic_lead": "lead_id",
            "item": ("one_item_id", "other_item_id"),
            "occurrence": ("one_occurrence_id", "other_occurrence_id"),
            "source": ("source", "other_source"),
        },
        read=flat.reader(flat.LEADS, LEADS),
        visible=flat.leads_visible,
        count=flat.counter(flat.LEADS),
        also=("other_",),
    ),
)

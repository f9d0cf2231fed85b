"""What the snapshot holds of custody: inspections of stores. Names of inspectors and what they found stay behind."""

from headstamp.accounts.permissions import Permission
from headstamp.custody.queries import flat
from headstamp.kernel.table import Column, ColumnType, Table
from headstamp.kernel.text import gettext_noop, say

INSPECTIONS = (
    Column("inspection_id", ColumnType.NUMBER, say(gettext_noop("row number of the inspection"))),
    Column("inspection_uid", ColumnType.UID, say(gettext_noop("identifier of the inspection"))),
    Column("store_id", ColumnType.NUMBER, say(gettext_noop("row number of the store"))),
    Column("owner", ColumnType.CODE, say(gettext_noop("whose the store is"))),
    Column("inspected_on", ColumnType.PARTIAL_DATE, say(gettext_noop("day of the inspection"))),
    Column("year", ColumnType.YEAR, say(gettext_noop("year of the inspection"))),
    Column("month", ColumnType.INTEGER, say(gettext_noop("month 1-12"))),
    Column("meets", ColumnType.FLAG, say(gettext_noop("the store met its standard"))),
    Column("is_last_of_year", ColumnType.FLAG, say(gettext_noop("the store's last inspection of its year"))),
    Column(
        "jurisdiction", ColumnType.CODE, say(gettext_noop("jurisdiction whose store it is")), "jurisdictions"
    ),
    Column("unit", ColumnType.NUMBER, say(gettext_noop("unit that keeps the store (row number)"))),
    Column("visibility", ColumnType.CODE, say(gettext_noop("always jurisdiction"))),
    Column("circle", ColumnType.NUMBER, say(gettext_noop("always 0"))),
)

TABLES = (
    Table(
        name="inspections",
        meaning=say(gettext_noop("one row for each inspection of a store")),
        columns=INSPECTIONS,
        key="inspection_id",
        follows={"store": "store_id"},
        read=flat.reader(flat.INSPECTIONS, INSPECTIONS),
        visible=flat.inspections_visible,
        count=flat.counter(flat.INSPECTIONS),
        open_to=(Permission.SEE_RECORDS,),
    ),
)

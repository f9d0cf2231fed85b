"""What the snapshot holds of the register: occurrences, items, checks, persons' parts without names, legal statuses.

The block of its occurrence is repeated in every row that belongs to one, so that a figure asks one table.
"""

from headstamp.accounts.permissions import Permission
from headstamp.kernel.table import Column, ColumnType, Table
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.queries import flat

_ID, _UID, _CODE, _FLAG = ColumnType.NUMBER, ColumnType.UID, ColumnType.CODE, ColumnType.FLAG
_INTEGER, _DEGREES = ColumnType.INTEGER, ColumnType.DEGREES

RIGHTS_COLUMNS = (
    Column("jurisdiction", _CODE, say(gettext_noop("jurisdiction whose record it is")), "jurisdictions"),
    Column("unit", _ID, say(gettext_noop("unit whose record it is (row number)"))),
    Column("visibility", _CODE, say(gettext_noop("unit, jurisdiction or restricted"))),
    Column("circle", _ID, say(gettext_noop("circle that a restricted record names; 0: none"))),
    Column("source", _ID, say(gettext_noop("file or desk that the record came from"))),
)

OF_PERSON = (
    Column(
        "person_jurisdiction", _CODE, say(gettext_noop("jurisdiction whose person it is")), "jurisdictions"
    ),
    Column("person_unit", _ID, say(gettext_noop("unit whose person it is (row number)"))),
    Column("person_visibility", _CODE, say(gettext_noop("unit, jurisdiction or restricted"))),
    Column("person_circle", _ID, say(gettext_noop("circle that a restricted person names; 0: none"))),
)

OF_OCCURRENCE = (
    Column("occurrence_id", _ID, say(gettext_noop("row number of the occurrence"))),
    Column("occurrence_uid", _UID, say(gettext_noop("identifier of the occurrence"))),
    Column("occurrence_kind", _CODE, say(gettext_noop("kind of occurrence")), "occurrence_kinds"),
    Column("status", _CODE, say(gettext_noop("entered, checked or locked"))),
    Column(
        "occurred_on", ColumnType.PARTIAL_DATE, say(gettext_noop("date, month or year of the occurrence"))
    ),
    Column("year", ColumnType.YEAR, say(gettext_noop("year of the occurrence; empty if unknown"))),
    Column("month", _INTEGER, say(gettext_noop("month 1-12; empty if only the year is known"))),
    Column("municipality", _CODE, say(gettext_noop("municipality")), "municipalities"),
    Column("directorate", _CODE, say(gettext_noop("directorate of the municipality")), "directorates"),
    Column(
        "place_kind",
        _CODE,
        say(gettext_noop("inland, crossing point, land border, airport, port")),
        "place_kinds",
    ),
    Column("crossing", _CODE, say(gettext_noop("border crossing point")), "border_crossings"),
    Column("settlement", _CODE, say(gettext_noop("settlement")), "places"),
    Column("precision", _CODE, say(gettext_noop("how precisely the place is known")), "precisions"),
    Column("latitude", _DEGREES, say(gettext_noop("degrees WGS 84, no more precise than `precision`"))),
    Column("longitude", _DEGREES, say(gettext_noop("degrees WGS 84, no more precise than `precision`"))),
    Column("context", _CODE, say(gettext_noop("search context")), "search_contexts"),
    Column("concealment", _CODE, say(gettext_noop("concealment")), "concealment"),
    Column("detection", _CODE, say(gettext_noop("means of detection")), "detection_means"),
    Column("equipment", _CODE, say(gettext_noop("piece of equipment it was found with")), "equipment"),
    Column("transport", _CODE, say(gettext_noop("transport")), "transport"),
    Column("legal_ground", _CODE, say(gettext_noop("legal ground")), "legal_grounds"),
    Column("criminal_context", _CODE, say(gettext_noop("criminal context")), "criminal_contexts"),
)

OCCURRENCES = (
    *OF_OCCURRENCE,
    Column("incident_context", _CODE, say(gettext_noop("context of the incident")), "incident_contexts"),
    Column("incident_outcome", _CODE, say(gettext_noop("outcome of the incident")), "incident_outcomes"),
    Column("relation", _CODE, say(gettext_noop("victim and perpetrator")), "victim_relations"),
    Column("killed", _INTEGER, say(gettext_noop("persons killed; empty if nobody said"))),
    Column("injured", _INTEGER, say(gettext_noop("persons injured; empty if nobody said"))),
    Column("is_suicide", _FLAG, say(gettext_noop("a suicide or an attempt, counted apart"))),
    Column("operation", _ID, say(gettext_noop("operation it belongs to; 0: none"))),
    *RIGHTS_COLUMNS,
)

ITEMS = (
    Column("item_id", _ID, say(gettext_noop("row number of the item"))),
    Column("item_uid", _UID, say(gettext_noop("identifier of the item"))),
    Column("item_class", _CODE, say(gettext_noop("class")), "item_classes"),
    Column("kind", _CODE, say(gettext_noop("kind")), "item_kinds"),
    Column("quantity", ColumnType.DECIMAL, say(gettext_noop("how many or how much, in `quantity_unit`"))),
    Column("quantity_unit", _CODE, say(gettext_noop("unit; figures never add unlike units")), "units"),
    Column("make_code", _CODE, say(gettext_noop("make (list)")), "makes"),
    Column("is_make_said", _FLAG, say(gettext_noop("a make is written, in the list or not"))),
    Column("is_model_said", _FLAG, say(gettext_noop("a model is written"))),
    Column("calibre_code", _CODE, say(gettext_noop("calibre (list)")), "calibres"),
    Column("country_of_manufacture", _CODE, say(gettext_noop("country of manufacture")), "jurisdictions"),
    Column("year_of_manufacture", ColumnType.YEAR, say(gettext_noop("year of manufacture"))),
    Column("action", _CODE, say(gettext_noop("action")), "firearm_actions"),
    Column("converted_from", _CODE, say(gettext_noop("converted from")), "conversion_origins"),
    Column("is_craft_made", _FLAG, say(gettext_noop("craft-made"))),
    Column("is_printed", _FLAG, say(gettext_noop("3D-printed"))),
    Column("is_reactivated", _FLAG, say(gettext_noop("reactivated"))),
    Column("national_category", _CODE, say(gettext_noop("national category")), "national_categories"),
    Column("eu_category", _CODE, say(gettext_noop("EU category")), "eu_categories"),
    Column("is_eu_category_confirmed", _FLAG, say(gettext_noop("an examiner confirmed the EU category"))),
    Column("origin", _CODE, say(gettext_noop("origin")), "jurisdictions"),
    Column("dispatch", _CODE, say(gettext_noop("dispatched from")), "jurisdictions"),
    Column(
        "transit",
        ColumnType.CODES,
        say(gettext_noop("jurisdictions that it passed, parted by commas")),
        "jurisdictions",
    ),
    Column("destination", _CODE, say(gettext_noop("destination")), "jurisdictions"),
    Column("legal_status", _CODE, say(gettext_noop("legal status now")), "legal_statuses"),
    Column("legal_status_on", ColumnType.PARTIAL_DATE, say(gettext_noop("since"))),
    Column("has_serial", _FLAG, say(gettext_noop("a serial number was read"))),
    Column("serial_state", _CODE, say(gettext_noop("state of the serial number")), "mark_states"),
    Column(
        "tracing_result",
        _CODE,
        say(gettext_noop("what tracing found; empty if nobody was asked")),
        "tracing_results",
    ),
    Column("is_suicide", _FLAG, say(gettext_noop("in a suicide or an attempt, counted apart"))),
    *OF_OCCURRENCE,
    *RIGHTS_COLUMNS,
)

CHECKS = (
    Column("check_id", _ID, say(gettext_noop("row number of the check"))),
    Column("check_uid", _UID, say(gettext_noop("identifier of the check"))),
    Column("happened_on", ColumnType.PARTIAL_DATE, say(gettext_noop("date or month"))),
    Column("year", ColumnType.YEAR, say(gettext_noop("year of the check"))),
    Column("month", _INTEGER, say(gettext_noop("month 1-12; empty if only the year is known"))),
    Column("context", _CODE, say(gettext_noop("search context")), "search_contexts"),
    Column("municipality", _CODE, say(gettext_noop("municipality")), "municipalities"),
    Column("directorate", _CODE, say(gettext_noop("directorate of the municipality")), "directorates"),
    Column("joint_with", _CODE, say(gettext_noop("joint with")), "jurisdictions"),
    Column("is_tally", _FLAG, say(gettext_noop("a month's tally"))),
    Column("checks_made", _INTEGER, say(gettext_noop("checks made"))),
    Column("checks_with_find", _INTEGER, say(gettext_noop("checks that found something"))),
    Column("status", _CODE, say(gettext_noop("entered, checked or locked"))),
    Column("operation", _ID, say(gettext_noop("operation it belongs to; 0: none"))),
    *RIGHTS_COLUMNS,
)

PERSONS = (
    Column("role_id", _ID, say(gettext_noop("row number of the person's part in the occurrence"))),
    Column("person_id", _ID, say(gettext_noop("row number of the person"))),
    Column("role", _CODE, say(gettext_noop("role")), "person_roles"),
    Column("category", _CODE, say(gettext_noop("category of person")), "person_categories"),
    Column("sex", _CODE, say(gettext_noop("sex")), "sexes"),
    Column(
        "age_group", _CODE, say(gettext_noop("age at the time, in groups; empty if unknown")), "age_groups"
    ),
    Column("incident_context", _CODE, say(gettext_noop("context of the incident")), "incident_contexts"),
    Column("is_suicide", _FLAG, say(gettext_noop("a suicide or an attempt, counted apart"))),
    *OF_OCCURRENCE,
    *RIGHTS_COLUMNS,
    *OF_PERSON,
)

STATUSES = (
    Column("status_id", _ID, say(gettext_noop("row number of the change of status"))),
    Column(
        "legal_status", _CODE, say(gettext_noop("legal status that the item came to have")), "legal_statuses"
    ),
    Column(
        "counted_as",
        _ID,
        say(gettext_noop("row number of the item; of a part of it another number for each part")),
    ),
    Column("since", ColumnType.PARTIAL_DATE, say(gettext_noop("since"))),
    Column("since_year", ColumnType.YEAR, say(gettext_noop("year since; empty if unknown"))),
    Column("item_id", _ID, say(gettext_noop("row number of the item"))),
    Column("item_class", _CODE, say(gettext_noop("class")), "item_classes"),
    Column("kind", _CODE, say(gettext_noop("kind")), "item_kinds"),
    Column(
        "quantity", ColumnType.DECIMAL, say(gettext_noop("how many or how much of it, in `quantity_unit`"))
    ),
    Column("quantity_unit", _CODE, say(gettext_noop("unit; figures never add unlike units")), "units"),
    *OF_OCCURRENCE,
    *RIGHTS_COLUMNS,
)

TABLES = (
    Table(
        name="occurrences",
        meaning=say(gettext_noop("one row for each occurrence")),
        columns=OCCURRENCES,
        key="occurrence_id",
        follows={"occurrence": "occurrence_id", "source": "source"},
        read=flat.reader(flat.OCCURRENCES, OCCURRENCES),
        visible=flat.occurrences_visible,
        count=flat.counter(flat.OCCURRENCES),
    ),
    Table(
        name="items",
        meaning=say(gettext_noop("one row for each item, with its occurrence")),
        columns=ITEMS,
        key="item_id",
        follows={"item": "item_id", "occurrence": "occurrence_id", "source": "source"},
        read=flat.reader(flat.ITEMS, ITEMS),
        visible=flat.items_visible,
        count=flat.counter(flat.ITEMS),
    ),
    Table(
        name="checks",
        meaning=say(gettext_noop("one row for each check made, or month's tally of checks")),
        columns=CHECKS,
        key="check_id",
        follows={"check": "check_id", "source": "source"},
        read=flat.reader(flat.CHECKS, CHECKS),
        visible=flat.checks_visible,
        count=flat.counter(flat.CHECKS),
    ),
    Table(
        name="persons",
        meaning=say(gettext_noop("one row for each part that a person has in an occurrence, without names")),
        columns=PERSONS,
        key="role_id",
        follows={"occurrence": "occurrence_id", "person": "person_id", "source": "source"},
        read=flat.reader(flat.PERSONS, PERSONS),
        visible=flat.persons_visible,
        count=flat.counter(flat.PERSONS),
        also=("person_",),
        needs=Permission.SEE_PERSONS,
    ),
    Table(
        name="statuses",
        meaning=say(gettext_noop("one row for each change of an item's legal status")),
        columns=STATUSES,
        key="status_id",
        follows={"item": "item_id", "occurrence": "occurrence_id", "source": "source"},
        read=flat.reader(flat.STATUSES, STATUSES),
        visible=flat.statuses_visible,
        count=flat.counter(flat.STATUSES),
    ),
)

"""What the snapshot holds of the programme: projects, results with their numbers, budgets, recommendations.

Titles, texts and names of partners stay behind: no column holds words. Whoever works with the programme, or sees
figures, knows all rows of his jurisdiction; donors know none, and read what is published on its pages.
"""

from headstamp.accounts.permissions import Permission
from headstamp.kernel.table import Column, ColumnType, Table
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.queries import flat

_ID, _UID, _CODE, _FLAG = ColumnType.NUMBER, ColumnType.UID, ColumnType.CODE, ColumnType.FLAG
_DATE, _YEAR, _INTEGER = ColumnType.PARTIAL_DATE, ColumnType.YEAR, ColumnType.INTEGER
OPEN_TO = (Permission.MANAGE_PROGRAMME, Permission.SEE_FIGURES)

_RIGHTS = (
    Column("jurisdiction", _CODE, say(gettext_noop("jurisdiction whose office keeps it")), "jurisdictions"),
    Column("unit", _ID, say(gettext_noop("unit that recorded the project (row number)"))),
    Column("visibility", _CODE, say(gettext_noop("always jurisdiction"))),
    Column("circle", _ID, say(gettext_noop("always 0"))),
)
_BEGAN = (
    Column("starts_on", _DATE, say(gettext_noop("when it began"))),
    Column("year", _YEAR, say(gettext_noop("year in which it began"))),
    Column("month", _INTEGER, say(gettext_noop("month 1-12; empty if only the year is known"))),
)
_OF_PROJECT = (
    Column("project_id", _ID, say(gettext_noop("row number of the project"))),
    Column("project_uid", _UID, say(gettext_noop("identifier of the project"))),
    Column("project_status", _CODE, say(gettext_noop("status of the project, as told"))),
    Column("mechanism", _ID, say(gettext_noop("row number of the mechanism that pays; 0: not said"))),
)
_OF_RESULT = (
    Column("output_id", _ID, say(gettext_noop("row number of the result"))),
    Column("output_uid", _UID, say(gettext_noop("identifier of the result"))),
    Column("output_kind", _CODE, say(gettext_noop("kind of result"))),
    Column("dimension", _CODE, say(gettext_noop("people, process or technology"))),
    Column("level", _CODE, say(gettext_noop("level of the training"))),
    *_BEGAN,
)

PROJECTS = (
    *_OF_PROJECT,
    *_BEGAN,
    Column("ends_on", _DATE, say(gettext_noop("when it ends"))),
    Column("places", ColumnType.CODES, say(gettext_noop("where it works")), "jurisdictions"),
    Column("goals", ColumnType.CODES, say(gettext_noop("goals that it says it serves")), "roadmap_goals"),
    Column("kpis", ColumnType.CODES, say(gettext_noop("KPIs that it says it serves")), "kpis"),
    Column("is_published", _FLAG, say(gettext_noop("open to who sees published results"))),
    *_RIGHTS,
)

RESULTS = (
    *_OF_RESULT,
    Column("ends_on", _DATE, say(gettext_noop("when it ended"))),
    Column("expires_on", _DATE, say(gettext_noop("when a licence expires"))),
    Column("is_within_like", _FLAG, say(gettext_noop("belongs to another result of the same kind"))),
    Column("is_published", _FLAG, say(gettext_noop("open to who sees published results"))),
    *_OF_PROJECT,
    *_RIGHTS,
)

RESULT_NUMBERS = (
    Column("number_id", _ID, say(gettext_noop("row number of the number"))),
    Column("tallied", _CODE, say(gettext_noop("what it counts: attendances, sessions, pieces and so on"))),
    Column("value", ColumnType.DECIMAL, say(gettext_noop("the number as told"))),
    Column("qualifier", _CODE, say(gettext_noop("more than, about, at most; empty if exact"))),
    Column("sex", _CODE, say(gettext_noop("sex; empty for all")), "sexes"),
    Column("of_jurisdiction", _CODE, say(gettext_noop("jurisdiction; empty for all")), "jurisdictions"),
    Column("has_audience", _FLAG, say(gettext_noop("of a part of the audience only"))),
    Column("told_for", _DATE, say(gettext_noop("period that it is told for"))),
    Column(
        "is_counted",
        _FLAG,
        say(gettext_noop("belongs to no result whose own total of the same thing has it already")),
    ),
    *_OF_RESULT,
    *_OF_PROJECT,
    *_RIGHTS,
)

BUDGETS = (
    Column("money_id", _ID, say(gettext_noop("row number of the amount"))),
    Column("money_kind", _CODE, say(gettext_noop("budget or spent"))),
    Column("amount", ColumnType.DECIMAL, say(gettext_noop("amount in `currency`"))),
    Column("currency", _CODE, say(gettext_noop("currency; unlike ones are never added"))),
    Column(
        "money_year", _DATE, say(gettext_noop("year of the amount; empty if it is for the whole project"))
    ),
    Column("year", _YEAR, say(gettext_noop("the same as a number"))),
    *_OF_PROJECT,
    *_RIGHTS,
)

RECOMMENDATIONS = (
    Column("recommendation_id", _ID, say(gettext_noop("row number of the recommendation"))),
    Column("recommendation_uid", _UID, say(gettext_noop("identifier of the recommendation"))),
    Column("due_on", _DATE, say(gettext_noop("day by which it is to be carried out; empty if none is set"))),
    Column("due_year", _YEAR, say(gettext_noop("year of that day"))),
    Column("done_on", _DATE, say(gettext_noop("day on which it was carried out; empty if it was not"))),
    Column("is_done", _FLAG, say(gettext_noop("was carried out"))),
    Column("is_late", _FLAG, say(gettext_noop("was carried out after its day"))),
    *_OF_RESULT,
    *_OF_PROJECT,
    *_RIGHTS,
)

TABLES = (
    Table(
        name="projects",
        meaning=say(gettext_noop("one row for each project")),
        columns=PROJECTS,
        key="project_id",
        follows={"project": "project_id"},
        read=flat.reader(flat.PROJECTS, PROJECTS),
        visible=flat.projects_visible,
        count=flat.counter(flat.PROJECTS),
        open_to=OPEN_TO,
    ),
    Table(
        name="results",
        meaning=say(gettext_noop("one row for each thing that a project delivered, or group of them")),
        columns=RESULTS,
        key="output_id",
        follows={"output": "output_id", "project": "project_id"},
        read=flat.of_whole_projects(flat.reader(flat.RESULTS, RESULTS)),
        visible=flat.results_visible,
        count=flat.counter(flat.RESULTS),
        open_to=OPEN_TO,
    ),
    Table(
        name="result_numbers",
        meaning=say(
            gettext_noop("one row for each number told of a result: attendances by sex and jurisdiction, pieces handed over")
        ),
        columns=RESULT_NUMBERS,
        key="number_id",
        follows={"output": "output_id", "project": "project_id"},
        read=flat.of_whole_projects(flat.reader(flat.RESULT_NUMBERS, RESULT_NUMBERS)),
        visible=flat.numbers_visible,
        count=flat.counter(flat.RESULT_NUMBERS),
        open_to=OPEN_TO,
    ),
    Table(
        name="budgets",
        meaning=say(gettext_noop("one row for each amount of a project, planned or spent")),
        columns=BUDGETS,
        key="money_id",
        follows={"project": "project_id"},
        read=flat.reader(flat.BUDGETS, BUDGETS),
        visible=flat.money_visible,
        count=flat.counter(flat.BUDGETS),
        open_to=OPEN_TO,
    ),
    Table(
        name="recommendations",
        meaning=say(gettext_noop("one row for each recommendation of an assessment")),
        columns=RECOMMENDATIONS,
        key="recommendation_id",
        follows={"recommendation": "recommendation_id", "output": "output_id", "project": "project_id"},
        read=flat.reader(flat.RECOMMENDATIONS, RECOMMENDATIONS),
        visible=flat.recommendations_visible,
        count=flat.counter(flat.RECOMMENDATIONS),
        open_to=OPEN_TO,
    ),
)  # fmt: skip

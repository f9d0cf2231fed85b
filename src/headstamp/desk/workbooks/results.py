"""Arms traced by what came of it: entered with evidence in parts, since the register holds no trace requests yet."""

from django.utils.translation import get_language

from headstamp.desk.figure_words import said
from headstamp.desk.workbooks.counting import Counter
from headstamp.desk.workbooks.shape import Line
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.period import of_year
from headstamp.indicators.queries.entered import with_entered
from headstamp.kernel.measure import Counted
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.measures.tracing import ARMS_TRACED, RESULT
from headstamp.vocabulary import codes

RESULTS = "tracing_results"
_NOT_ENTERED = gettext_noop(
    "The register holds no trace requests yet, and nobody has entered this result for the year."
)


def tracing_results(count: Counter) -> list[Line]:
    """A line for each result there may be: what was entered of it, or that there are no data."""
    asked = Asked(period=of_year(int(count.year)), by=(RESULT,))
    title = measure_named("sdg-16-4-2").title
    entered = {
        figure.by[RESULT]: figure
        for figure in with_entered(ARMS_TRACED, title, asked, [], count.counting.standing)
    }
    reason = say(_NOT_ENTERED)
    return [
        Line(
            (said(title), codes.label(RESULTS, code, get_language() or "en")),
            entered.get(code)
            or Figure(
                ARMS_TRACED,
                title,
                Counted.PIECES,
                count.year,
                None,
                Status.NO_DATA,
                by={RESULT: code},
                reason=reason,
            ),
        )
        for code in codes.codes(RESULTS)
    ]

"""Arms traced by what came of it: counted from trace requests, else as entered with evidence in parts."""

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
    "The register holds no result of tracing for the year, and nobody has entered this one."
)


def tracing_results(count: Counter) -> list[Line]:
    """A line for each result there may be: what the register counts of it, else what was entered, else that there are no data."""
    counted = {
        figure.by[RESULT]: figure
        for figure in count.figures("arms-by-tracing-result", RESULT)
        if figure.value is not None and RESULT in figure.by
    }
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
            counted.get(code)
            or (None if counted else entered.get(code))
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

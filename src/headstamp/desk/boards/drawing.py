"""A board as charts, counted for whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import get_format

from headstamp.desk.boards.queries import open_board
from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.dashboard.pictures import of_year_by, over_time
from headstamp.desk.models import Board, Panel
from headstamp.documents.charts import Chart, Writing
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Every, of_year
from headstamp.kernel.asker import Asker
from headstamp.snapshot.queries import open_for


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """The board, its charts in order, and the state of the register that was counted."""

    board: Board
    charts: Sequence[Chart]
    as_of: datetime


def show_board(asker: Asker, uid: str) -> ShownBoard:
    """The board with the asker's own figures. NotFound if it is not shared with him; Unavailable without a snapshot."""
    board = open_board(asker, uid)
    with open_for(asker) as view:
        wanted, _problems = DashboardFilter.from_params(board.asked)
        count = Counter(view, wanted)
        charts = [chart for panel in board.panels.all() if (chart := _chart(count, panel))]
        return ShownBoard(board, charts, view.as_of)


def _chart(count: Counter, panel: Panel) -> Chart | None:
    measure = measures().get(panel.measure)
    if measure is None:  # a measure of an older version
        return None
    key = f"panel-{panel.position}"
    if panel.by:
        years = [f.period for f in count.figures(measure) if f.value is not None and f.period.isdigit()]
        year = count.wanted.year or (years[-1] if years else "")
        return of_year_by(count, measure, of_year(int(year)), panel.by, key) if year else None
    return over_time(count, measure, Every(panel.every), key)


def writing() -> Writing:
    """How numbers are written in the language that is active now."""
    return Writing(str(get_format("DECIMAL_SEPARATOR")), str(get_format("THOUSAND_SEPARATOR")))

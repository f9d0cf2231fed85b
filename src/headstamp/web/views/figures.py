"""Figures: the catalogue of measures, the page of each, and the Roadmap's KPIs."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, ngettext

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.figure_csv import figure_file
from headstamp.desk.figure_page import figure_page
from headstamp.desk.figure_words import said, unit_told
from headstamp.desk.roadmap import roadmap
from headstamp.desk.rows_of_figure import rows_of_figure
from headstamp.desk.tables import counts_once
from headstamp.desk.workbooks import WORKBOOKS
from headstamp.desk.workbooks import workbook as write_workbook
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measure_named, measures
from headstamp.indicators.kpis import is_kpi, kpis
from headstamp.indicators.period import Every, Period
from headstamp.kernel.folding import fold
from headstamp.kernel.measure import Measure
from headstamp.web.door import AskedRequest, needs
from headstamp.web.forms.figures import ShownForm
from headstamp.web.listing import XLSX

_MOST_DIGITS = 6  # of a page's number


@needs(P.SEE_FIGURES)
def roadmap_page(request: AskedRequest) -> HttpResponse:
    """The fourteen KPIs against baseline and target."""
    year = request.GET.get("year", "")
    shown = roadmap(request.asker, year if year.isdigit() and len(year) == 4 else "")
    return render(
        request, "figures/roadmap.html", {"roadmap": shown, "labels": _labels(), "workbooks": _workbooks()}
    )


@needs(P.SEE_FIGURES)
def figures(request: AskedRequest) -> HttpResponse:
    """The catalogue; `q` finds measures by words of title, id and definition."""
    typed = request.GET.get("q", "").strip()[:100]
    rows = [
        (each, said(each.title), unit_told(each.unit), said(each.definition)) for each in measures().values()
    ]
    found = [row for row in rows if fold(typed) in fold(f"{row[1]} {row[0].id} {row[3]}")]
    total = ngettext("%(n)d figure", "%(n)d figures", len(found)) % {"n": len(found)}
    return render(request, "figures/list.html", {"rows": found, "typed": typed, "total_text": total})


@needs(P.SEE_FIGURES)
def figure(request: AskedRequest, figure: str) -> HttpResponse:
    """One measure: what it is, its numbers, the way to the records. A KPI's id leads to the Roadmap."""
    if is_kpi(figure):
        return redirect(f"/roadmap/#{figure}")
    measure = measure_named(figure)
    form, asked = _asked(measure, request)
    page = figure_page(request.asker, figure, asked)
    of_kpis = [(kpi, kpi.label(get_language() or "en")) for kpi in kpis() if figure in kpi.measures]
    values = {"page": page, "form": form, "kpis": of_kpis, "unit": unit_told(measure.unit)}
    values["counts_once"] = counts_once(measure.table)
    return render(request, "figures/figure.html", values)


@needs(P.SEE_FIGURES)
def figure_csv(request: AskedRequest, figure: str) -> HttpResponse:
    """The figures that the page shows, for a program or a spreadsheet, within the limits of exports."""
    _form, asked = _asked(measure_named(figure), request)
    spend(request.asker, "export")
    content, rows = figure_file(request.asker, figure, asked)
    spend(request.asker, "export_rows", rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure}.csv"'
    return response


@needs(P.SEE_FIGURES)
def figure_rows(request: AskedRequest, figure: str) -> HttpResponse:
    """What a figure of the programme counts, row by row."""
    typed = request.GET.get("page", "1")
    page = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 1
    shown = rows_of_figure(request.asker, figure, request.GET.dict(), page)
    total = ngettext("%(n)d row", "%(n)d rows", shown.number) % {"n": shown.number}
    values = {"shown": shown, "total_text": total, "unit": unit_told(shown.measure.unit)}
    return render(request, "figures/rows.html", values)


def _asked(measure: Measure, request: HttpRequest) -> tuple[ShownForm, Asked]:
    """What the address asks for; what cannot be is left out and said at its field."""
    form = ShownForm(measure, request.GET, auto_id="shown_%s")
    told = form.cleaned_data if form.is_valid() else {}
    period = None
    if told.get("period"):
        try:
            period = Period.parse(told["period"])
        except ValueError:
            form.add_error("period", "2022, 2022-H1, 2022-Q3, 2022-05, 2021/2022")
    by = (told["by"],) if told.get("by") else ()
    return form, Asked(Every(told.get("every") or "year"), period, by)


def _workbooks() -> list[tuple[str, str]]:
    return [(name, str(title)) for name, (title, _pages) in WORKBOOKS.items()]


def _labels() -> dict[str, str]:
    return {kpi.code: kpi.label(get_language() or "en") for kpi in kpis()}


@needs(P.SEE_FIGURES)
def workbook_file(request: AskedRequest, workbook: str, year: str) -> HttpResponse:
    """A workbook of a year, counted for who asks, within his limits of exports; the log notes that it left."""
    content = BytesIO()
    spend(request.asker, "export")
    site = request.build_absolute_uri("/").rstrip("/")
    spend(request.asker, "export_rows", write_workbook(request.asker, workbook, year, content, site=site))
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{workbook}-{year}.xlsx"'
    return response


urlpatterns = [
    path("workbooks/<slug:workbook>/<slug:year>/", workbook_file, name="workbook"),
    path("roadmap/", roadmap_page, name="roadmap"),
    path("figures/", figures, name="figures"),
    path("figures/<slug:figure>/", figure, name="figure"),
    path("figures/<slug:figure>/figures.csv", figure_csv, name="figure_csv"),
    path("figures/<slug:figure>/rows/", figure_rows, name="figure_rows"),
]

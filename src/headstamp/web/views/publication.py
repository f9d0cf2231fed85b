"""Public statistics: preview and make a release for who approves; read the last one for who sees published results."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.publication.making import archive_content, prepare_release, publish
from headstamp.desk.publication.office import office_of
from headstamp.desk.publication.preview import told
from headstamp.desk.publication.reading import figures_shown
from headstamp.desk.publication.site import overview
from headstamp.indicators.models import Release
from headstamp.indicators.publishing.sheets import sheet_from
from headstamp.indicators.queries.releases import release_numbered, releases_visible_to
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.publication import ReleaseForm


@needs(P.APPROVE)
def publish_page(request: AskedRequest) -> HttpResponse:
    """The releases so far, and, if asked for, what the next one would show and hide."""
    return _show(request, ReleaseForm(request.asker.jurisdiction))


@needs(P.APPROVE, methods=("POST",))
def publish_make(request: AskedRequest) -> HttpResponse:
    """Make the release."""
    form = ReleaseForm(request.asker.jurisdiction, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            release = publish(
                request.asker,
                note=chosen["note"],
                footnotes=chosen.get("footnotes"),
                let_stand=chosen["let_stand"],
            )
        except Invalid as error:
            put_errors(form, error)
        except Conflict as error:
            form.add_error(None, translate(error.message))
        else:
            messages.success(
                request,
                _("Release %(n)d is made. Take its archive and put it where the public finds it.")
                % {"n": release.number},
            )
            return redirect("publish")
    return _show(request, form, status=422)


@needs(P.APPROVE, P.SEE_PUBLISHED)
def release_archive(request: AskedRequest, release: int) -> HttpResponse:
    """The archive of a release, as it was issued."""
    spend(request.asker, "export")
    made, content = archive_content(request.asker, release)
    name = f"headstamp-{made.jurisdiction}-release-{made.number}.zip".lower()
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@needs(P.SEE_PUBLISHED, P.APPROVE)
def published(request: AskedRequest) -> HttpResponse:
    """The figures of the last release."""
    release = _last(request)
    if release is None:
        return render(request, "published/published.html", {"release": None})
    figures = figures_shown(map(sheet_from, release.content), get_language() or "en")
    years = sorted({year for figure in figures for year in figure.years})
    values = {"rows": overview(figures, years), "years": years}
    return render(request, "published/published.html", values | _of_release(request, release))


@needs(P.SEE_PUBLISHED, P.APPROVE)
def published_figure(request: AskedRequest, figure: str) -> HttpResponse:
    """One figure of the last release with all its tables."""
    release = release_numbered(request.asker)
    sheets = [sheet_from(each) for each in release.content if each["measure"] == figure]
    found = figures_shown(sheets, get_language() or "en")
    if not found:
        raise Http404
    return render(request, "published/figure.html", {"figure": found[0]} | _of_release(request, release))


def _show(request: AskedRequest, form: ReleaseForm, status: int = 200) -> HttpResponse:
    values: dict[str, object] = {"form": form, "releases": list(releases_visible_to(request.asker))}
    if request.GET.get("preview") or form.is_bound:
        try:
            values["preview"] = told(prepare_release(request.asker), get_language() or "en")
        except Conflict as error:
            values["refusal"] = translate(error.message)
    return render(request, "published/publish.html", values, status=status)


def _last(request: AskedRequest) -> Release | None:
    try:
        return release_numbered(request.asker)
    except NotFound:
        return None


def _of_release(request: AskedRequest, release: Release) -> dict[str, object]:
    return {"release": release, "office": office_of(request.asker, release)}


urlpatterns = [
    path("publish/", publish_page, name="publish"),
    path("publish/make/", publish_make, name="publish_make"),
    path("published/", published, name="published"),
    path("published/releases/<int:release>/", release_archive, name="release_archive"),
    path("published/<slug:figure>/", published_figure, name="published_figure"),
]

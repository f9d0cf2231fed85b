"""What goes out of a case: the court file, and the version for the media. Within the limits of exports, with a reason."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.cases.models import Case
from headstamp.cases.queries import case_known
from headstamp.desk.court_file import ForMedia, court_file, media_file
from headstamp.desk.court_parts import photos_of
from headstamp.kernel.errors import Invalid
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.cases import HandOutForm, MediaForm


@needs(P.EXPORT_RECORDS, methods=("GET", "POST"))
def case_court_file(request: AskedRequest, uid: str) -> HttpResponse:
    """The court file as PDF."""
    case = case_known(request.asker, uid)
    form = HandOutForm(request.POST or None)
    return _handed_out(
        request, case, form, lambda: court_file(request.asker, uid, **form.cleaned_data), _("Court file")
    )


@needs(P.EXPORT_RECORDS, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def case_for_media(request: AskedRequest, uid: str) -> HttpResponse:
    """The version for the media as PDF."""
    case = case_known(request.asker, uid)
    photos = photos_of(request.asker, case)
    form = MediaForm([(str(each.pk), each.caption or each.name) for each in photos], request.POST or None)

    def make() -> bytes:
        told = dict(form.cleaned_data)
        handing = {name: told.pop(name) for name in ("recipient", "reason")}
        told["photos"] = [int(number) for number in told["photos"]]
        return media_file(request.asker, uid, told=ForMedia(**told), **handing)

    return _handed_out(request, case, form, make, _("Version for the media"), "for-media")


def _handed_out(
    request: AskedRequest,
    case: Case,
    form: BaseForm,
    make: Callable[[], bytes],
    title: str,
    file: str = "court-file",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            spend(request.asker, "export")
            headers = {"Content-Disposition": f'attachment; filename="{file}.pdf"'}
            return HttpResponse(make(), content_type="application/pdf", headers=headers)
        except Invalid as error:
            put_errors(form, error)
    values = {
        "form": form,
        "case": case,
        "title": title,
        "save_text": _("Make the PDF"),
        "back": f"{reverse('case', args=[case.uid])}?show=files",
    }
    return render(request, "cases/form.html", values, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<str:uid>/court-file/", case_court_file, name="case_court_file"),
    path("cases/<str:uid>/for-media/", case_for_media, name="case_for_media"),
]

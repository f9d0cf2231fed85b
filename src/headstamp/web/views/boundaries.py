"""The office's own boundaries: what is in force, a file to be looked at, and which property names the municipalities."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.queries import names_of
from headstamp.desk.maps import boundaries as desk
from headstamp.kernel.errors import Invalid
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.boundaries import BoundariesFileForm, BoundariesUseForm


@needs(*desk.RIGHTS)
def boundaries(request: AskedRequest) -> HttpResponse:
    return _show(request)


@needs(*desk.RIGHTS, methods=("POST",))
def boundaries_receive(request: AskedRequest) -> HttpResponse:
    form = BoundariesFileForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            desk.receive_boundaries(request.asker, stream=sent.file, name=sent.name)
            messages.success(request, _("The file can be used. Say which property names the municipalities."))
            return redirect("boundaries")
        except Invalid as error:
            put_errors(form, error)
    return _show(request, file_form=form)


@needs(*desk.RIGHTS, methods=("POST",))
def boundaries_use(request: AskedRequest) -> HttpResponse:
    waiting = desk.waiting_boundaries(request.asker)
    form = BoundariesUseForm(waiting.properties if waiting else [], request.POST)
    if waiting is None or form.is_valid():
        try:
            told = form.cleaned_data if waiting else {"names_in": ""}
            matched = desk.use_boundaries(request.asker, **told)
        except Invalid as error:
            put_errors(form, error)
        else:
            drawn = ngettext(
                "Maps are drawn with %(number)s municipality of the file.",
                "Maps are drawn with %(number)s municipalities of the file.",
                len(matched.features),
            )
            messages.success(request, drawn % {"number": len(matched.features)})
            if left_out := [*matched.unknown, *matched.twice]:
                names = ", ".join(name or "–" for name in left_out[:12])
                messages.warning(
                    request, _("Left out, because they name none or one twice: %(names)s") % {"names": names}
                )
            return redirect("boundaries")
    return _show(request, use_form=form)


@needs(*desk.RIGHTS, methods=("POST",))
def boundaries_drop(request: AskedRequest) -> HttpResponse:
    desk.drop_boundaries(request.asker, waiting="waiting" in request.POST)
    messages.success(request, _("Removed."))
    return redirect("boundaries")


def _show(request: AskedRequest, **posted: object) -> HttpResponse:
    waiting, in_force = desk.waiting_boundaries(request.asker), desk.boundaries_in_force()
    values = {
        "waiting": waiting,
        "in_force": in_force,
        "loaded_at": parse_datetime(in_force.loaded_at) if in_force else None,
        "loaded_by": names_of({in_force.loaded_by}).get(in_force.loaded_by, "") if in_force else "",
        "file_form": BoundariesFileForm(auto_id="id_file_%s"),
        "use_form": BoundariesUseForm(waiting.properties) if waiting else None,
    }
    return render(request, "map/boundaries.html", values | posted, status=422 if posted else 200)


urlpatterns = [
    path("map/boundaries/", boundaries, name="boundaries"),
    path("map/boundaries/receive/", boundaries_receive, name="boundaries_receive"),
    path("map/boundaries/use/", boundaries_use, name="boundaries_use"),
    path("map/boundaries/drop/", boundaries_drop, name="boundaries_drop"),
]

"""What a file's columns mean: a layout is chosen, mapped in the browser, handed over as a file, kept and handed on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.intake.actions import choose_layout, map_columns, request_check, save_layout, use_layout
from headstamp.intake.layout import dump_layout, layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.models import Batch
from headstamp.intake.queries import batch_for, choices_of_targets, layouts_for, suggestions
from headstamp.intake.remembering import layout_of
from headstamp.intake.samples import Sampled, samples_of
from headstamp.kernel.errors import Invalid
from headstamp.vocabulary.languages import tag_of
from headstamp.web import batches as words
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.intake import LayoutFileForm, LayoutNameForm
from headstamp.web.forms.mapping import Mapping, mapping_of, mapping_posted
from headstamp.web.views.intake_running import done_or_said, too_late
from headstamp.web.views.intake_tabs import may_change, tabs_of

_MOST_YAML = 2**20


def _checked_next(request: AskedRequest, uid: str) -> HttpResponse:
    """A layout was chosen: have the file checked by it and show how that goes."""
    done_or_said(request, uid, lambda asker: request_check(asker, uid=uid))
    return redirect("batch", uid)


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_layout(request: AskedRequest, uid: str) -> HttpResponse:
    """Choose a layout: the one these headings had last time, one of the office, or one that ships."""
    found = batch_for(request.asker, uid)
    if not may_change(found):
        return too_late(request, uid)
    problems: list[str] = []
    if request.method == "POST":
        name = request.POST.get("layout", "")
        try:
            if name:
                choose_layout(request.asker, uid=uid, name=name)
            return _checked_next(request, uid)
        except Invalid as error:
            problems = _said(error)
    return _layout_page(request, found, problems=problems)


def _layout_page(
    request: AskedRequest,
    found: Batch,
    *,
    problems: list[str] | None = None,
    file_form: LayoutFileForm | None = None,
) -> HttpResponse:
    known = layouts_for(request.asker, found)
    tag = tag_of(get_language() or "en")
    used = layout_of(found) if found.layout_text else None
    values = {
        "batch": found,
        "hue": words.hue(found),
        "tabs": tabs_of(request.asker, found),
        "used_title": _title(dict(used.title), used.name, tag) if used else "",
        "fitting": [
            (layout, _title(layout.title, layout.name, tag))
            for layout in known
            if layout.fits and layout.name != found.layout_name
        ],
        "others": [(layout, _title(layout.title, layout.name, tag)) for layout in known if not layout.fits],
        "problems": problems or [],
        "file_form": file_form or LayoutFileForm(),
        "name_form": LayoutNameForm(initial={"name": found.layout_name}),
    }
    has_errors = bool(problems or (file_form and file_form.errors))
    return render(request, "intake/layout.html", values, status=422 if has_errors else 200)


def _title(titles: dict[str, str], name: str, tag: str) -> str:
    return titles.get(tag) or titles.get("en") or next(iter(titles.values()), "") or name


def _said(error: Invalid) -> list[str]:
    """Each complaint with the place in the layout that it speaks of."""
    return [
        f"{place}: {translate(message)}" if place and place != "file" else translate(message)
        for place, messages_of_place in error.fields.items()
        for message in messages_of_place
    ]


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_layout_import(request: AskedRequest, uid: str) -> HttpResponse:
    """Read the file by a layout that another office sent."""
    found = batch_for(request.asker, uid)
    form = LayoutFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            text = form.cleaned_data["layout"].read(_MOST_YAML).decode("utf-8-sig", "replace")
            use_layout(request.asker, uid=uid, layout=layout_from(read_plain(text)))
            return _checked_next(request, uid)
        except Invalid as error:
            for said in _said(error):
                form.add_error("layout", said)
    return _layout_page(request, found, file_form=form)


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_layout_save(request: AskedRequest, uid: str) -> HttpResponse:
    """Keep the batch's layout among the office's own, with every wording answered so far."""
    form = LayoutNameForm(request.POST)
    if form.is_valid():
        name = save_layout(request.asker, uid=uid, name=form.cleaned_data["name"])
        messages.success(request, _("The layout “%(name)s” is kept among the office's own.") % {"name": name})
    else:
        messages.error(request, " ".join(str(said) for said in form.errors["name"]))
    return redirect("batch_layout", uid)


@needs(P.IMPORT_FILES)
def batch_layout_file(request: AskedRequest, uid: str) -> HttpResponse:
    """The batch's layout as YAML, with the wordings answered so far, to be sent to another office."""
    found = batch_for(request.asker, uid)
    if not found.layout_text:
        return redirect("batch_layout", uid)
    disposition = f'attachment; filename="{found.layout_name or "layout"}.yaml"'
    return HttpResponse(
        dump_layout(layout_of(found)),
        content_type="application/yaml",
        headers={"Content-Disposition": disposition},
    )


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_columns(request: AskedRequest, uid: str) -> HttpResponse:
    """Say in the browser which field each column goes to."""
    found = batch_for(request.asker, uid)
    if not may_change(found):
        return too_late(request, uid)
    asked = request.POST if request.method == "POST" else request.GET
    header = asked.get("header", "")
    try:
        sampled = samples_of(
            request.asker, uid, sheet=asked.get("sheet", ""), header=int(header) if header.isdecimal() else 0
        )
    except Invalid as error:
        return render(request, "intake/columns.html", {"batch": found, "problems": _said(error)}, status=422)
    known = choices_of_targets(request.asker)
    base = read_plain(found.layout_text) if found.layout_text else {}
    target = known.get(asked.get("target") or base.get("target") or "item") or next(iter(known.values()))
    if request.method != "POST":
        guesses = [] if base else suggestions(request.asker, uid, target.name)
        return _columns_page(request, found, sampled, mapping_of(found, sampled, target, base, guesses))
    mapping = mapping_posted(request.POST, found, sampled, target, base)
    try:
        map_columns(request.asker, uid=uid, layout=mapping.data)
        if request.POST.get("keep"):
            save_layout(request.asker, uid=uid, name=mapping.name)
    except Invalid as error:
        return _columns_page(request, found, sampled, mapping, _said(error))
    return _checked_next(request, uid)


def _columns_page(
    request: AskedRequest, found: Batch, sampled: Sampled, mapping: Mapping, problems: list[str] | None = None
) -> HttpResponse:
    values: dict[str, Any] = {
        "batch": found,
        "hue": words.hue(found),
        "tabs": tabs_of(request.asker, found),
        "sampled": sampled,
        "mapping": mapping,
        "targets": [
            (name, translate(target.label)) for name, target in choices_of_targets(request.asker).items()
        ],
        "problems": problems or [],
    }
    return render(request, "intake/columns.html", values, status=422 if problems else 200)


_ONE = "intake/<str:uid>/"
urlpatterns = [
    path(_ONE + "layout/", batch_layout, name="batch_layout"),
    path(_ONE + "layout/import/", batch_layout_import, name="batch_layout_import"),
    path(_ONE + "layout/save/", batch_layout_save, name="batch_layout_save"),
    path(_ONE + "layout.yaml", batch_layout_file, name="batch_layout_file"),
    path(_ONE + "columns/", batch_columns, name="batch_columns"),
]

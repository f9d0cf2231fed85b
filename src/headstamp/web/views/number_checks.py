"""Checking a number in every place, of a gun in hand or of an item, and the lists that are asked."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.arms_lists.queries import lists_visible_to
from headstamp.desk.list_finds import LIST_FINDS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.matching.checks import Checked, check_number
from headstamp.matching.filters import FindFilter
from headstamp.matching.finds import finds_for_list, finds_visible_to, next_of
from headstamp.matching.hits import Sought
from headstamp.matching.kept import check_item, check_of_item, checks_on, may_keep
from headstamp.matching.models import ListFind
from headstamp.registry.models import Item
from headstamp.registry.queries import Page, attachments_visible_to, open_item
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.number_check import NumberCheckForm, NumberForm
from headstamp.web.listing import List


@needs(P.SEE_RECORDS)
def number_check(request: AskedRequest) -> HttpResponse:
    """A number as somebody reads it off a gun in hand; nothing is kept but the note in the log that lists were asked."""
    form = NumberCheckForm(request.GET if "number" in request.GET else None)
    checked = None
    if form.is_bound and form.is_valid():
        spend(request.asker, "find")
        told = form.cleaned_data
        sought = Sought(told["number"], make=told["make"], model=told["model"], calibre=told["calibre"])
        try:
            checked = check_number(request.asker, sought)
        except Invalid as error:
            put_errors(form, error)
        except Unavailable as error:
            form.add_error(None, translate(error.message))
    return _page(request, "numbers/check.html", form, checked)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def item_number_check(request: AskedRequest, uid: str) -> HttpResponse:
    """A number of an item, its photos beside the box. POST keeps what is found with the item."""
    item = open_item(request.asker, uid)
    form = NumberForm(_typed(request), initial=_first_number(item))
    checked = None
    if form.is_bound and form.is_valid():
        spend(request.asker, "find")
        number, part = form.cleaned_data["number"], form.cleaned_data["part"]
        try:
            if request.method == "POST":
                check_item(request.asker, uid=uid, number=number, part=part)
                messages.success(request, _("The check is kept with the item."))
                return redirect("item", uid=uid)
            checked = check_of_item(request.asker, item, number)
        except Invalid as error:
            put_errors(form, error)
        except Unavailable as error:
            form.add_error(None, translate(error.message))
    return _page(request, "numbers/check_item.html", form, checked, **_of_item(request.asker, item))


@needs(P.SEE_RECORDS)
def arms_lists(request: AskedRequest) -> HttpResponse:
    """The copies of lists that checks look into, and how old each is."""
    return render(request, "numbers/lists.html", {"lists": lists_visible_to(request.asker)})


def _finds_word(number: int) -> str:
    return ngettext("%(number)s find", "%(number)s finds", number)


def _find_rows(request: AskedRequest, wanted: FindFilter, page: Page[ListFind]) -> Mapping[str, object]:
    return {"rows": [(each, next_of(each)) for each in page.rows]}


LIST_FINDS_PAGE = List(
    name="list_finds",
    template="numbers/finds.html",
    wanted=FindFilter,
    counted=finds_visible_to,
    shown=finds_for_list,
    word=_finds_word,
    exported=LIST_FINDS,
    sort="-found_at",
    primary=("list", "kind"),
    more=_find_rows,
)


def _typed(request: AskedRequest) -> object:
    if request.method == "POST":
        return request.POST
    return request.GET if "number" in request.GET else None


def _first_number(item: Item) -> dict[str, str]:
    mark = next((mark for mark in item.marks.all() if mark.as_read), None)
    return {"number": mark.as_read, "part": mark.part} if mark else {}


def _of_item(asker: Asker, item: Item) -> dict[str, object]:
    photos = attachments_visible_to(asker).filter(item=item.pk).exclude(thumbnail_sha256="")
    return {
        "record": item,
        "photos": photos,
        "marks": [mark for mark in item.marks.all() if mark.as_read],
        "kept": checks_on(asker, item),
        "may_keep": may_keep(asker),
    }


def _page(
    request: AskedRequest, template: str, form: NumberForm, checked: Checked | None, **more: object
) -> HttpResponse:
    values = {"form": form, "checked": checked, **more}
    return render(request, template, values, status=422 if form.errors else 200)


urlpatterns = [
    path("numbers/", number_check, name="number_check"),
    *LIST_FINDS_PAGE.addresses("numbers/finds/"),
    path("numbers/lists/", arms_lists, name="arms_lists"),
    path("items/<str:uid>/number/", item_number_check, name="item_number_check"),
]

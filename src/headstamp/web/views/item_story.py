"""The life of an item: everything that happened, what is due, what is missing, the steps of the procedure."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk.item_story import ItemStory, story_of_item
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import say
from headstamp.procedures.actions import may_note, note_step
from headstamp.procedures.steps import LIST, steps_for
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item
from headstamp.registry.queries import open_item
from headstamp.vocabulary import codes
from headstamp.web.door import AskedRequest, is_island, needs, put_errors
from headstamp.web.forms.procedures import StepForm


@needs(P.SEE_RECORDS)
def item_story(request: AskedRequest, uid: str) -> HttpResponse:
    """The whole page, or the part of the item's page that htmx asks for."""
    item = open_item(request.asker, uid)
    template = "story/life.html" if is_island(request) else "story/page.html"
    return render(request, template, _values(request, item))


@needs(P.ENTER_RECORDS, P.EXAMINE, P.KEEP_STORE, P.EXCHANGE, P.CHECK_RECORDS, methods=("GET", "POST"))
def item_step(request: AskedRequest, uid: str, step: str) -> HttpResponse:
    """Note one step."""
    item = open_item(request.asker, uid)
    if step not in {each.code for each in steps_for(item.item_class)}:
        raise NotFound(say(NO_SUCH_RECORD))
    form = StepForm(request.POST or None, initial={"step": step})
    if request.method == "POST" and form.is_valid():
        try:
            note_step(request.asker, item=uid, **form.cleaned_data | {"step": step})
            messages.success(request, _("The step is noted."))
            return redirect("item_story", uid=uid)
        except Invalid as error:
            put_errors(form, error)
    words = codes.label(LIST, step, request.LANGUAGE_CODE)
    values = {"form": form, "record": item, "step_words": words}
    return render(request, "story/step.html", values, status=422 if form.errors else 200)


def _values(request: AskedRequest, item: Item) -> dict[str, object]:
    story = story_of_item(request.asker, item)
    return {
        "record": item,
        "story": story,
        "names": names_of(_people(story)),
        "may_note": may_note(request.asker),
        "list_name": LIST,
    }


def _people(story: ItemStory) -> set[str]:
    of_events = {event.by for events in (story.past, story.due, story.missing) for event in events}
    return {by for by in of_events | {each.noted.by for each in story.steps if each.noted} if by.isdecimal()}


urlpatterns = [
    path("items/<str:uid>/story/", item_story, name="item_story"),
    path("items/<str:uid>/story/<str:step>/", item_step, name="item_step"),
]

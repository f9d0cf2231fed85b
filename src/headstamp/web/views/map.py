"""The map: a page that says all in tables, the marks that its script draws, and the occurrences at one mark."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.desk.maps.places import Mark, occurrences_at
from headstamp.desk.maps.reading import LAYERS, START_ZOOM, Drawn, map_for
from headstamp.kernel.text import Message
from headstamp.registry.filters import ItemFilter
from headstamp.registry.queries import Count, occurrences_for_list, shut
from headstamp.web import maps
from headstamp.web.door import AskedRequest, is_island, needs
from headstamp.web.listing import count_text, filter_form, items_word, occurrences_word
from headstamp.web.views.lists_of_records import LISTS

MOST_AT_A_MARK = 100
_FIRST_FILTERS = ("class", "kind", "year", "municipality", "context", "occurrence")
_FURTHEST = 22.0


@needs(Permission.SEE_RECORDS)
def map_page(request: AskedRequest) -> HttpResponse:
    """One layer of the map with its table, by every filter of the list of items."""
    wanted, problems = _wanted(request)
    name = _layer(request)
    drawn = map_for(request.asker, wanted, name)
    form = filter_form(ItemFilter, request, request.asker, problems)
    values = {
        "name": name,
        "tabs": maps.tabs(wanted, name),
        "setting": maps.setting(request.asker, drawn, wanted, name),
        "form": form,
        "primary": [form[field] for field in _FIRST_FILTERS],
        "further": [field for field in form if field.name not in _FIRST_FILTERS],
        "further_is_asked": any(
            request.GET.get(field.name) for field in form if field.name not in _FIRST_FILTERS
        ),
        "said": wanted.describe(get_language() or "en"),
        "count": Count(drawn.items, True),
        "total_text": count_text(Count(drawn.items, True), items_word),
        "exports": LISTS["items/"].exports(request.asker),
        "asked": wanted.to_params(),
        "kept": {"layer": name},
    }
    return render(request, "map/map.html", values | _told(drawn, wanted, name))


@needs(Permission.SEE_RECORDS)
def map_layer(request: AskedRequest) -> HttpResponse:
    """The marks of one layer as JSON, with the same tables as the page has, for the script."""
    wanted, _problems = _wanted(request)
    name = _layer(request)
    drawn = map_for(request.asker, wanted, name, _zoom(request))
    told = _told(drawn, wanted, name)
    return JsonResponse(
        {
            "features": maps.features(drawn.layer, wanted),
            "spots": drawn.layer.spots,
            "told": render_to_string("map/told.html", told, request),
            "total": count_text(Count(drawn.items, True), items_word),
        }
    )


@needs(Permission.SEE_RECORDS)
def map_place(request: AskedRequest) -> HttpResponse:
    """The occurrences that stand at one mark, newest first."""
    spend(request.asker, "filter")
    wanted, _problems = ItemFilter.from_params(request.GET.dict())
    numbers = occurrences_at(request.asker, wanted, Mark.from_params(request.GET.dict()))
    shown = numbers[:MOST_AT_A_MARK]
    found = occurrences_for_list(request.asker).filter(pk__in=shown).order_by("-occurred_on", "-id")
    counted = count_text(Count(len(numbers), True), occurrences_word)
    values = {
        "occurrences": shut(request.asker, found),
        "counted": counted,
        "left": len(numbers) - len(shown),
    }
    return render(request, "map/at.html" if is_island(request) else "map/place.html", values)


def _wanted(request: AskedRequest) -> tuple[ItemFilter, dict[str, Message]]:
    """The filter of the address. To narrow is to ask: it counts against the account's limit, as in a list."""
    wanted, problems = ItemFilter.from_params(request.GET.dict())
    if wanted:
        spend(request.asker, "filter")
    return wanted, problems


def _told(drawn: Drawn, wanted: ItemFilter, name: str) -> dict[str, Any]:
    layer = drawn.layer
    return {
        "name": name,
        "title": maps.TITLES[name],
        "asked_for": count_text(Count(drawn.items, True), items_word),
        "in_occurrences": count_text(Count(drawn.occurrences, True), occurrences_word),
        "on_the_map": count_text(Count(layer.drawn, True), items_word),
        "drawn": drawn,
        "layer": layer,
        "is_of_numbers": name in ("municipalities", "rates"),
        "rows": maps.lines(layer.rows, wanted),
        "asides": maps.lines([*layer.asides, *drawn.asides], wanted),
    }


def _layer(request: AskedRequest) -> str:
    asked = request.GET.get("layer", "")
    return asked if asked in LAYERS else next(iter(LAYERS))


def _zoom(request: AskedRequest) -> float:
    try:
        zoom = float(request.GET.get("zoom", ""))
    except ValueError:
        return START_ZOOM
    return min(zoom, _FURTHEST) if zoom >= 0 else START_ZOOM


urlpatterns = [
    path("map/", map_page, name="map"),
    path("map/layer.json", map_layer, name="map_layer"),
    path("map/place/", map_place, name="map_place"),
]

"""The catalogue: a model with its facts, beside one that it is taken for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language

from headstamp.kernel.text import Message
from headstamp.vocabulary import catalogue, codes
from headstamp.vocabulary.fact_names import name_of, value_of
from headstamp.vocabulary.languages import tag_of
from headstamp.vocabulary.suggest import Suggestion
from headstamp.web.door import AskedRequest, signed_in, translate


@dataclass(frozen=True, slots=True)
class _Row:
    """A fact of each model shown, in the reader's words; empty where it is not told."""

    fact: str
    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.fact != "source" and len({value for value in self.values if value}) > 1


@signed_in()
def model(request: AskedRequest, model: str) -> HttpResponse:
    """One model; `beside` names another to compare it with, by default the first that it is taken for."""
    tag, models = tag_of(get_language() or "en"), catalogue.models()
    if model not in models:
        raise Http404
    alike = catalogue.look_alikes(model)
    beside = request.GET.get("beside") or (alike[0].code if alike else "")
    shown = [models[code] for code in (model, beside) if code in models]
    pairs = [(models[other.code], other.tell.get(tag, other.tell["en"])) for other in alike]
    values = {
        "title": models[model].label(tag),
        "shown": [(each, each.label(tag), _category(each)) for each in shown],
        "rows": list(_rows(shown)),
        "look_alikes": [(other, other.label(tag), tell) for other, tell in pairs],
        "beside": beside,
        "conversions": [
            (codes.label("conversion_origins", told.origin, get_language() or "en"), _told(told, tag))
            for told in catalogue.conversions(model)
        ],
    }
    return render(request, "lists/model.html", values)


def _rows(shown: list[codes.Code]) -> Iterator[_Row]:
    for fact in dict.fromkeys(fact for each in shown for fact in each.facts):
        yield _Row(
            fact, translate(name_of(fact)), tuple(_value(fact, each.facts.get(fact)) for each in shown)
        )


def _value(fact: str, value: Any) -> str:
    if value is None:
        return ""
    if fact == "source":
        return " · ".join(value)
    said = value_of(fact, value, get_language() or "en")
    return translate(said) if isinstance(said, Message) else said


def _category(model: codes.Code) -> Suggestion:
    return catalogue.category(model.code)


def _told(told: catalogue.Conversion, tag: str) -> dict[str, Any]:
    return {
        "note": told.note.get(tag, told.note["en"]),
        "signs": [sign.get(tag, sign["en"]) for sign in told.signs],
        "source": " · ".join(told.source),
    }


urlpatterns = [path("lists/catalogue/<slug:model>/", model, name="model")]

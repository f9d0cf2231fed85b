"""Forms of the request desk. Each act has one; a form offers no channel that the office lacks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item
from headstamp.registry.queries import shut
from headstamp.tracing.channels import channels_of
from headstamp.tracing.models import Answer, Priority, TraceRequest
from headstamp.tracing.queries import chain_of, item_of, items_with_number
from headstamp.tracing.queries.photos import photos_of
from headstamp.vocabulary import codes
from headstamp.web.templatetags.register import told

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_PARTIAL = _("YYYY-MM-DD, or only the month or the year.")


def _text(label: Any, most: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _long(label: Any, most: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


def _choice(label: Any, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, help_text=help_text)


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=_DAY, help_text=help_text)


_LISTS = {
    "partner": ("jurisdictions",),
    "jurisdiction": ("jurisdictions", "historical_states"),
    "country_of_manufacture": ("jurisdictions", "historical_states"),
    "diverted_in": ("jurisdictions", "historical_states"),
    "kind": ("transfer_kinds",),
    "holder_kind": ("holder_kinds",),
    "evidence": ("evidence_kinds",),
    "left_evidence": ("evidence_kinds",),
    "left_by": ("diversions",),
    "result": ("tracing_results",),
}


class DeskForm(forms.Form):
    """What the desk's forms share: who asks, about which request, and choices from the lists in the reader's language."""

    def __init__(self, asker: Asker, request: TraceRequest | None = None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asker, self.request = asker, request
        for name, lists in _LISTS.items():
            if name in self.fields:
                self._offer(
                    name, [pair for each in lists for pair in codes.choices(each, get_language() or "en")]
                )
        if "channel" in self.fields:
            language = get_language() or "en"
            self._offer(
                "channel", [(each.code, each.label(language)) for each in channels_of(asker.jurisdiction)]
            )

    def _offer(self, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "–"), *pairs]  # type: ignore[attr-defined]


class RequestForm(DeskForm):
    channel = _choice(_("Channel"), help_text=_("Only channels that your office has."))
    partner = _choice(_("Jurisdiction asked"), required=False)
    addressee = _text(_("Addressee"), 160, help_text=_("The body, or the person there."))
    language = forms.ChoiceField(label=_("Language of the request"), choices=settings.LANGUAGES)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices)
    purpose = _text(_("Purpose"), 300, required=True, help_text=_("Why it is asked, and on what legal ground. It is kept in the log when it is sent."))  # fmt: skip
    crime_code = _text(_("Crime code"), 40)
    importer = _text(_("Importer"), 120)
    our_reference = _text(_("Our number"), 80)


class IncomingForm(DeskForm):
    channel = _choice(_("Channel"), help_text=_("Only channels that your office has."))
    partner = _choice(_("Jurisdiction that asks"), required=False)
    asked_by = _text(_("Asked by"), 160, required=True, help_text=_("The body, and who signs there."))
    their_reference = _text(_("Their number"), 80)
    our_reference = _text(_("Our number"), 80)
    purpose = _text(
        _("Purpose"), 300, required=True, help_text=_("Why it is asked, and on what legal ground.")
    )
    make = _text(_("Make"), 120)
    model = _text(_("Model"), 120)
    calibre = _text(_("Calibre"), 120)
    serial = _text(_("Serial number"), 120, required=True)
    country_of_manufacture = _choice(_("Country of manufacture"), required=False)
    language = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices)
    received_on = _day(_("Received on"), help_text=_("Empty: today."))
    due_on = _day(_("Answer due"), help_text=_("Empty: by the channel's usual days."))


class CheckForm(DeskForm):
    photo = _choice(_("Photo on which you read the number"))
    read_number = _text(_("The number as you read it on the photo"), 120, help_text=_("Read it sign by sign, without looking at the record. Empty: none can be read."))  # fmt: skip

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        super().__init__(asker, request, *args, **options)
        self.photos = list(photos_of(asker, request))
        self._offer("photo", [(str(each.pk), each.caption or each.name) for each in self.photos])
        if len(self.photos) == 1:
            self.fields["photo"].initial = str(self.photos[0].pk)


class SendForm(DeskForm):
    sent_on = _day(_("Sent on"), required=True)
    due_on = _day(_("Answer due"), help_text=_("Empty: by the channel's usual days."))
    our_reference = _text(_("Our number"), 80)

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        options["initial"] = {"sent_on": timezone.localdate(), "our_reference": request.our_reference}
        super().__init__(asker, request, *args, **options)


class AcknowledgeForm(DeskForm):
    their_reference = _text(_("Their number"), 80)
    note = _text(_("Note"), 300)


class RemindForm(DeskForm):
    due_on = _day(_("Answer due now"), required=True)
    note = _text(_("Note"), 300)


class AnswerForm(DeskForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    answered_on = _day(_("Answered on"), required=True)
    text = _long(_("What it says"), 4000, help_text=_("Names of persons belong into the chain, where only who may see persons reads them."))  # fmt: skip
    their_reference = _text(_("Their number"), 80)

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        options["initial"] = {"answered_on": timezone.localdate(), "their_reference": request.their_reference}
        super().__init__(asker, request, *args, **options)


class TransferForm(DeskForm):
    kind = _choice(_("What happened"))
    on = _text(_("Date"), 10, help_text=_PARTIAL)
    jurisdiction = _choice(_("Where"), required=False)
    holder_kind = _choice(_("Holder"))
    holder = _text(_("Name of the holder"), 160, help_text=_("The name of a person is shown only to who may see persons."))  # fmt: skip
    evidence = _choice(_("What it rests on"))
    reference = _text(
        _("Document"), 160, help_text=_("Its number and date; needed for a document or an entry.")
    )


class RemoveForm(DeskForm):
    position = _choice(_("Which line"))
    reason = _text(_("Reason"), 300, required=True)

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        super().__init__(asker, request, *args, **options)
        language = get_language() or "en"
        told_hands = [
            (
                str(hand.position),
                f"{hand.position}. {codes.label('transfer_kinds', hand.kind, language)} {hand.on}",
            )
            for hand in chain_of(asker, request)
        ]
        self._offer("position", told_hands)


class CloseForm(DeskForm):
    result = _choice(_("Result"), help_text=_("It is what the register then holds of the firearm, and what figures count."))  # fmt: skip
    diverted_in = _choice(_("Where it left legal hands"), required=False)
    diverted_on = _text(_("When it left legal hands"), 10, help_text=_PARTIAL)
    authority = _text(_("Authority that established it"), 160, help_text=_("Its name and the number of its decision."))  # fmt: skip
    left_by = _choice(_("How it left legal hands"), required=False)
    left_evidence = _choice(_("What that rests on"), required=False)
    left_reference = _text(_("Document of that"), 160)

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        names = (
            "result",
            "diverted_in",
            "diverted_on",
            "authority",
            "left_by",
            "left_evidence",
            "left_reference",
        )
        options["initial"] = {name: getattr(request, name) for name in names}
        super().__init__(asker, request, *args, **options)
        if request.direction == "in":
            self.fields.clear()


class ReasonForm(DeskForm):
    reason = _text(_("Reason"), 300, required=True)


class LookUpForm(DeskForm):
    item = forms.ChoiceField(label=_("What was found"), required=False, widget=forms.RadioSelect)

    def __init__(self, asker: Asker, request: TraceRequest, *args: Any, **options: Any) -> None:
        super().__init__(asker, request, *args, **options)
        found = list(shut(asker, items_with_number(asker, request)[:20]))
        chosen = item_of(asker, request)
        if chosen and chosen not in found:
            found.append(chosen)
        listed = [("", _("None of the records")), *((each.uid, _words(each)) for each in found)]
        self.fields["item"].choices = listed  # type: ignore[attr-defined]


def _words(item: Item) -> str:
    """What a row of the register says; of a restricted record that was not opened, that it is there."""
    if getattr(item, "is_closed", False):
        kind = codes.label("item_kinds", item.kind, get_language() or "en")
        return " · ".join(filter(None, (kind, item.occurred_on, str(_("restricted")))))
    marks = ", ".join(mark.as_read for mark in item.marks.all() if mark.as_read)
    return " · ".join(
        filter(None, (told(item), f"{item.make} {item.model}".strip(), marks, item.occurred_on))
    )


class ReplyForm(DeskForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    text = _long(_("What is released"), 4000)
    reason = _text(
        _("On what ground"), 300, required=True, help_text=_("It is kept in the log with to whom it went.")
    )

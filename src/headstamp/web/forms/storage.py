"""Forms of the store's pages. Each act has one; its fields are the words of the ledger."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.custody.hazards import NAMES
from headstamp.custody.labels import spaced
from headstamp.custody.models import Outcome, Owner, Place
from headstamp.custody.queries import colleagues_of, places_to_fill, stores_visible_to
from headstamp.kernel.asker import Asker
from headstamp.web.door import translate

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ScanForm(forms.Form):
    code = forms.CharField(
        label=_("Label"),
        max_length=60,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )
    parcel = forms.CharField(required=False, max_length=26, widget=forms.HiddenInput)


class StoreForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    owner = forms.ChoiceField(label=_("Owner"), choices=Owner.choices)
    standard = forms.CharField(
        label=_("Standard it is kept to"),
        required=False,
        max_length=200,
        help_text=_("The rule or guideline, with its year."),
    )


class RoomForm(forms.Form):
    name = forms.CharField(
        label=_("New room"),
        max_length=80,
        help_text=_("What may not lie together may not lie in one room."),
    )


class PlaceForm(forms.Form):
    room = forms.TypedChoiceField(label=_("Room"), coerce=int)
    name = forms.CharField(label=_("New place"), max_length=80, help_text=_("A shelf, a cabinet, a safe."))
    capacity = forms.IntegerField(
        label=_("Takes how many parcels"), required=False, min_value=1, max_value=999_999
    )

    def __init__(self, rooms: Iterable[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].choices = [(room.pk, room.name) for room in rooms]  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """What the forms of acts share: who asks, and the reason why something may lie where it should not."""

    def __init__(self, asker: Asker, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asker = asker
        if "nevertheless" in self.fields and not self.is_bound:
            self.fields["nevertheless"].widget = forms.HiddenInput()  # asked for where a rule spoke
        for name, choices in (("place", _places), ("to_store", _stores), ("to_account", _colleagues)):
            if name in self.fields:
                self.fields[name].choices = choices(asker)  # type: ignore[attr-defined]


def _places(asker: Asker) -> list[tuple[str, str]]:
    return [("", "–"), *((place.code, place_words(place)) for place in places_to_fill(asker))]


def place_words(place: Place) -> str:
    return f"{place.room.store.name} · {place.room.name} · {place.name} ({spaced(place.code)})"


def _stores(asker: Asker) -> list[tuple[str, str]]:
    return [("", "–"), *((store.uid, store.name) for store in stores_visible_to(asker))]


def _colleagues(asker: Asker) -> list[tuple[str, str]]:
    people = colleagues_of(asker)
    return [
        ("", "–"),
        *((str(each.pk), f"{each.get_full_name() or each.username}, {each.unit}") for each in people),
    ]


def _text(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _reason() -> forms.CharField:
    return _text(_("Reason"), 300)


def _place() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Place"))


def _quantity() -> forms.DecimalField:
    return forms.DecimalField(label=_("Quantity"), max_digits=11, decimal_places=3, localize=True)


def _nevertheless() -> forms.CharField:
    return _text(
        _("Why it has to lie there all the same"),
        300,
        required=False,
        help_text=_("Only where a rule speaks against it. It stays on the work list until it lies right."),
    )


class ReceiveForm(ActForm):
    place = _place()
    quantity = _quantity()
    given_by = _text(_("Brought by"), 160, help_text=_("Name and body of who hands it over."))
    seal = _text(_("Seal number"), 60, required=False)
    condition = _text(_("Condition"), 200, required=False)
    reference = _text(_("Number of the receipt"), 120, required=False)
    reason = _text(_("Remark"), 300, required=False)
    hazard = forms.ChoiceField(label=_("Dangerous goods"), required=False)
    nevertheless = _nevertheless()

    def __init__(self, asker: Asker, *args: Any, **options: Any) -> None:
        super().__init__(asker, *args, **options)
        groups = [(name, translate(words)) for name, words in NAMES.items()]
        self.fields["hazard"].choices = [("", _("none")), *groups]  # type: ignore[attr-defined]


class MoveForm(ActForm):
    place = _place()
    reason = _text(_("Remark"), 300, required=False)
    nevertheless = _nevertheless()


class ResealForm(ActForm):
    seal = _text(_("New seal number"), 60)
    condition = _text(_("Condition"), 200, required=False)
    reason = _reason()


class SplitForm(ActForm):
    quantity = _quantity()
    seal = _text(_("Seal number of the new parcel"), 60, required=False)
    reason = _reason()


class UseForm(ActForm):
    quantity = _quantity()
    reference = _text(_("Number of the report"), 120, required=False)
    reason = _text(_("What for"), 300)


class CountForm(ActForm):
    counted = forms.DecimalField(
        label=_("Counted"), max_digits=11, decimal_places=3, localize=True, min_value=0
    )
    reason = _text(_("How the difference is explained"), 300)


class OfferForm(ActForm):
    to_account = forms.ChoiceField(label=_("To a colleague"), required=False)
    to_store = forms.ChoiceField(label=_("Or to a store"), required=False)
    due_on = forms.DateField(label=_("Due back"), required=False, widget=_DAY)
    reason = _reason()


class HandOutForm(ActForm):
    to = _text(_("To whom"), 160, help_text=_("Name and body, as on the receipt."))
    reference = _text(_("Number of the receipt"), 120)
    due_on = forms.DateField(label=_("Due back"), widget=_DAY)
    reason = _reason()


class BringBackForm(ActForm):
    place = _place()
    given_by = _text(_("Brought by"), 160, help_text=_("Name and body of who hands it over."))
    seal = _text(_("Seal number"), 60, required=False)
    condition = _text(_("Condition"), 200, required=False)
    nevertheless = _nevertheless()


class GiveAwayForm(ActForm):
    to = _text(_("To whom"), 160, help_text=_("Name and body, as on the receipt."))
    reference = _text(_("Number of the receipt"), 120)
    reason = _text(_("Remark"), 300, required=False)


class RetainForm(ActForm):
    reason = _text(_("What for"), 300)


class DestroyForm(ActForm):
    method = _text(_("How it was destroyed"), 120)
    witnesses = _text(_("Witnesses"), 300, help_text=_("At least two, with their body."))
    reference = _text(_("Number of the certificate"), 120)
    to_account = forms.ChoiceField(
        label=_("Who confirms it"), help_text=_("A colleague who was there. It counts when he confirms it.")
    )


class DecisionForm(ActForm):
    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices)
    authority = _text(_("Court or authority"), 160)
    reference = _text(_("Number of the decision"), 120)
    decided_on = forms.DateField(label=_("Decided on"), widget=_DAY)
    note = _text(_("Note"), 300, required=False)


class AnswerForm(ActForm):
    place = forms.ChoiceField(label=_("Place"), required=False)
    seal = _text(_("New seal, if it was changed"), 60, required=False)
    condition = _text(_("Condition"), 200, required=False)
    reason = _text(_("Remark, or why it is refused"), 300, required=False)
    nevertheless = _nevertheless()

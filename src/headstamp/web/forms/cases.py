"""Forms of the pages of cases."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.cases.states import CASE_STATES
from headstamp.custody.models import Outcome
from headstamp.kernel.text import Message
from headstamp.vocabulary import codes
from headstamp.web.door import translate

NOT_SAID = ("", "–")


_PARTIAL = _("As far as it is known: a day, a month or a year.")


def day(label: Any, help_text: Any = _PARTIAL) -> forms.CharField:
    """A partial date."""
    shape = forms.TextInput(attrs={"placeholder": "2024-05-02", "inputmode": "numeric"})
    return forms.CharField(label=label, required=False, max_length=10, widget=shape, help_text=help_text)


def line(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def long_text(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=most, required=required, widget=box, help_text=help_text)


def listed(list_name: str) -> list[tuple[str, str]]:
    """The codes of a list with their labels, nothing first."""
    return [NOT_SAID, *codes.choices(list_name, get_language() or "en")]


def worded(words: Iterable[tuple[str, Message]]) -> list[tuple[str, str]]:
    return [(code, translate(message)) for code, message in words]


class FilterForm(forms.Form):
    """What a list of cases shows."""

    text = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("All of mine")), ("lead", _("Those I lead")), ("unit", _("My unit's"))],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["state"].choices = [("", _("All")), *worded(CASE_STATES.items())]  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    title = line(_("Title"), 160)
    number = line(_("Number"), 60, required=False, help_text=_("The number that your office gives it."))
    opened_on = day(_("Opened"))
    summary = long_text(_("Summary"), 4000, required=False)


class MoveForm(forms.Form):
    on = day(_("On which day"))
    note = line(_("Note"), 300, required=False)


class MemberForm(forms.Form):
    account = forms.ChoiceField(label=_("Person"))

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].choices = [NOT_SAID, *people]  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    record = forms.CharField(
        label=_("Record"),
        max_length=300,
        help_text=_(
            "Copy the address of the page of an occurrence, a check or an operation, and paste it here."
        ),
    )


class TaskForm(forms.Form):
    what = line(_("What is to be done"), 300)
    who = forms.ChoiceField(label=_("By whom"))
    due_on = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [NOT_SAID, *people]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    outcome = line(_("What came of it"), 500)


class EnquiryForm(forms.Form):
    source = forms.ChoiceField(label=_("Where it comes from"))
    reference = line(_("Number of the order or report"), 120, required=False)
    asked = long_text(_("What is asked"), 2000)
    opened_on = day(_("Since"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].choices = listed("enquiry_sources")  # type: ignore[attr-defined]


class ConcludeForm(forms.Form):
    finding = long_text(_("What was found"), 2000)
    closed_on = day(_("Concluded"))


class PersonForm(forms.Form):
    """A person in a case: chosen among those of its occurrences, or by the address of his page."""

    person = forms.ChoiceField(label=_("Person of its occurrences"), required=False)
    record = forms.CharField(
        label=_("Or the address of the person's page"),
        required=False,
        max_length=300,
        help_text=_("Copy it and paste it here."),
    )
    category = forms.ChoiceField(label=_("Category of person"))
    role = forms.ChoiceField(label=_("Role"), required=False)
    age = forms.IntegerField(label=_("Age at the time"), required=False, min_value=0, max_value=130)
    is_assessment = forms.BooleanField(label=_("Assessment, not fact"), required=False)
    note = line(_("Note"), 300, required=False)

    def __init__(self, people: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["person"].choices = [NOT_SAID, *people]
        fields["category"].choices = listed("person_categories")
        fields["role"].choices = listed("person_roles")


class ReportForm(forms.Form):
    person = forms.ChoiceField(
        label=_("Against whom"), required=False, help_text=_("Nobody, where the case alone was reported.")
    )
    offence = forms.ChoiceField(label=_("Offence"), required=False)
    offence_note = line(_("Or the offence in words"), 200, required=False)
    on = day(_("Reported on"))
    authority = line(_("Prosecution"), 160, required=False)
    reference = line(_("Number"), 120, required=False)
    note = line(_("Note"), 300, required=False)

    def __init__(
        self,
        people: Iterable[tuple[str, str]],
        offences: Iterable[tuple[str, str]],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["person"].choices = [NOT_SAID, *people]
        fields["offence"].choices = [NOT_SAID, *offences]


class StepForm(forms.Form):
    on = day(_("On which day"))
    outcome = forms.ChoiceField(label=_("Outcome"))
    authority = line(_("Court or authority"), 160, required=False)
    reference = line(_("Number"), 120, required=False)
    note = line(_("Note"), 300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = listed("court_outcomes")  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    why = line(_("Why it is taken back"), 300)


class SentenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of sentence"))
    amount = forms.DecimalField(
        label=_("How much"), required=False, max_digits=12, decimal_places=2, localize=True
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    is_suspended = forms.BooleanField(label=_("Suspended"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = listed("sentence_kinds")
        fields["unit"].choices = listed("sentence_units")


class ItemDecisionForm(forms.Form):
    item = forms.ChoiceField(label=_("Item"))
    is_confiscated = forms.BooleanField(
        label=_("Confiscated"),
        required=False,
        help_text=_("Seized is what police did; confiscated is what the court decided."),
    )
    outcome = forms.ChoiceField(
        label=_("What is to be done with it"), required=False, choices=[NOT_SAID, *Outcome.choices]
    )
    authority = line(_("Court or authority"), 160)
    reference = line(_("Number of the decision"), 120)
    decided_on = forms.DateField(
        label=_("Decided on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = line(_("Note"), 300, required=False)

    def __init__(self, items: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [NOT_SAID, *items]  # type: ignore[attr-defined]


class VictimForm(forms.Form):
    called = line(
        _("How the file calls the victim"),
        120,
        help_text=_("A name, or initials where no name should be kept."),
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age_group = forms.ChoiceField(label=_("Age group"), required=False)
    opened_on = day(_("Opened"))
    person_page = line(_("Address of the person's page"), 300, required=False)
    occurrence_page = line(_("Address of the occurrence's page"), 300, required=False)
    note = long_text(_("Note"), 2000, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["sex"].choices = listed("sexes")
        fields["age_group"].choices = listed("age_groups")


class NeedForm(forms.Form):
    need = forms.ChoiceField(label=_("Need"))
    service = forms.ChoiceField(label=_("Service that can meet it"))
    provider = line(_("Which one"), 160, required=False)
    note = line(_("Note"), 500, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["need"].choices = listed("assistance_needs")
        fields["service"].choices = listed("assistance_services")


class ReferralForm(forms.Form):
    agreed_by = line(_("Who agrees"), 120, help_text=_("The victim, or who agrees for a child."))
    on = day(_("On which day"))
    note = line(_("Note"), 500, required=False)


class HandOutForm(forms.Form):
    recipient = line(_("To whom"), 200, help_text=_("Name and body. It stands on every page and in the log."))
    reason = line(
        _("Why"),
        300,
        help_text=_("The number of the request, for instance. It opens what is restricted in the case."),
    )


class MediaForm(forms.Form):
    title = line(_("Title"), 160, help_text=_("Without a name, a number or a mark."))
    text = long_text(
        _("Statement"),
        4000,
        required=False,
        help_text=_("Yours. It is refused where it names somebody or holds a number of the case."),
    )
    photos = forms.MultipleChoiceField(
        label=_("Photos that you release"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Look at each: no face, no plate, no number."),
    )
    recipient = line(_("To whom"), 200)
    reason = line(_("Why"), 300)

    def __init__(self, photos: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["photos"].choices = list(photos)  # type: ignore[attr-defined]

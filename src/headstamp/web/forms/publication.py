"""The forms of periods and public statistics: cause of a revision, what a release says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.desk.publication.office import footnotes_for


class FreezeForm(forms.Form):
    """The cause of a revision; the first edition of a period needs none."""

    note = forms.CharField(
        label=_("Cause of the revision"),
        required=False,
        max_length=500,
        help_text=_("It is printed with the figures. Name nobody."),
    )


class ReleaseForm(forms.Form):
    """What a release says beside its figures."""

    note = forms.CharField(
        label=_("What is new"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Printed on the first page. Name nobody."),
    )
    footnotes = forms.MultipleChoiceField(
        label=_("Designation footnotes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As publisher and funder ask for them. Each is printed whole, apart from the others."),
    )
    let_stand = forms.BooleanField(
        label=_("Leave a table as the earlier release had it where its revision would give a count away"),
        required=False,
    )

    def __init__(self, jurisdiction: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = footnotes_for(jurisdiction)
        field = self.fields["footnotes"]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = [code for code, _publisher in choices]
        if not choices:
            del self.fields["footnotes"]

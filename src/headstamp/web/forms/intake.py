"""Forms of intake: the file, its mending workbook, a layout's file, the filter of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

SHEETS = ".xlsx,.xlsm,.xls,.ods,.csv,.txt"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("The agency's file"),
        help_text=_(
            "XLSX, XLSM, XLS, ODS or CSV. Macros are never run. Nothing is written before you say so."
        ),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": SHEETS, "class": "in-drop"}),
    )


class MendedForm(forms.Form):
    file = forms.FileField(
        label=_("The mended workbook"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class LayoutFileForm(forms.Form):
    layout = forms.FileField(
        label=_("Layout file"), allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"})
    )


class LayoutNameForm(forms.Form):
    name = forms.RegexField(
        r"^[a-z][a-z0-9_]{0,59}$",
        label=_("Name"),
        help_text=_("Small letters, digits and _, such as border_police."),
        error_messages={"invalid": _("Give the layout a name of small letters, digits and _.")},
    )


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it undone?"),
        help_text=_("The reason is kept in the log with your name."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

"""Forms that take the place of allauth's."""

from typing import Any

from django import forms


class GenerateCodesForm(forms.Form):
    """Printed codes may be made without another factor: for offices without phones and keys."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

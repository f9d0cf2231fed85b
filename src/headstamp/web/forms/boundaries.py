"""Forms of the office's own boundaries: the file, then which of its properties names the municipalities."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from headstamp.analysis.boundaries import PropertySeen


class BoundariesFileForm(forms.Form):
    file = forms.FileField(
        label=_("File of boundaries"),
        help_text=_("GeoJSON or GeoPackage with areas in WGS 84 (EPSG:4326), at most 50 MB."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.gpkg"}),
    )


class BoundariesUseForm(forms.Form):
    names_in = forms.ChoiceField(
        label=_("Which property names the municipality?"),
        help_text=_("By its code, or by its name in any language of the list."),
    )
    people_in = forms.ChoiceField(
        label=_("Which property counts its inhabitants?"),
        help_text=_(
            "With it maps can show records per 10,000 inhabitants; without it they show numbers only."
        ),
        required=False,
    )
    origin = forms.CharField(
        label=_("Where does the file come from?"),
        help_text=_("Stands under every map that is drawn with it: publisher, year, licence."),
        max_length=300,
    )

    def __init__(self, properties: Sequence[PropertySeen], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["names_in"].choices = [(each.name, _with_names(each)) for each in properties]  # type: ignore[attr-defined]
        numbered = [(each.name, _with_samples(each)) for each in properties if each.numbers]
        self.fields["people_in"].choices = [("", _("none: show numbers only")), *numbered]  # type: ignore[attr-defined]


def _with_names(each: PropertySeen) -> str:
    found = ngettext("names %(number)s municipality", "names %(number)s municipalities", each.matching)
    return f"{_with_samples(each)}: {found % {'number': each.matching}}"


def _with_samples(each: PropertySeen) -> str:
    return f"{each.name} ({', '.join(each.samples)})" if each.samples else each.name

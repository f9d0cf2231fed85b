"""What a dashboard is asked for: the same parameters as the lists and the map, so that they carry over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from headstamp.indicators.period import UNKNOWN
from headstamp.kernel.measure import Measure
from headstamp.registry.asking import NOT_SAID, Filter, Shape, asked

_COLUMNS = ("municipality", "directorate", "kind", "context")


@dataclass(frozen=True, slots=True)
class DashboardFilter(Filter):
    """Time, place, kind and context."""

    year: str = asked("year", _("Year"), Shape.YEAR)
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")
    directorate: str = asked("directorate", _("Directorate"), list_name="directorates")
    kind: str = asked("kind", _("Kind"), list_name="item_kinds")
    context: str = asked("context", _("Search context"), list_name="search_contexts")

    @property
    def has_span(self) -> bool:
        """Whether dates narrow what is counted."""
        return bool(self.date_from or self.date_to)

    def where(self, measure: Measure) -> dict[str, str]:
        """The columns of the measure that the filter narrows, with their bucket."""
        said = {name: getattr(self, name) for name in _COLUMNS if getattr(self, name)}
        return {
            name: UNKNOWN if value == NOT_SAID else value
            for name, value in said.items()
            if name in measure.by
        }

    def buckets(self, measure: Measure) -> Mapping[str, Collection[str]]:
        """The same as figures are asked."""
        return {name: (value,) for name, value in self.where(measure).items()}

    def not_applied(self, measure: Measure) -> list[str]:
        """Labels of what is asked that the measure knows nothing of: its figures are not narrowed by it."""
        narrowed = self.where(measure)
        labels = self.fields_asked()
        return [str(labels[name].label) for name in _COLUMNS if getattr(self, name) and name not in narrowed]

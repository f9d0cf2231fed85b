"""Which rows of the flat tables somebody may know of at this moment: the programme's own law, asked by key."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Money, Output, OutputNumber, Project, Recommendation
from headstamp.programme.queries.flat.sources import of_living_output, of_living_project, standing
from headstamp.programme.queries.recommendations import recommendations_visible_to
from headstamp.programme.queries.visibility import outputs_visible_to, projects_visible_to
from headstamp.registry.queries.flat.parts import parts_of


def projects_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those projects that the asker may know of (None: those that stand)."""
    return _of_keys(_projects(asker), keys)


def results_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those results that the asker may know of (None: those that stand)."""
    return _of_keys(_outputs(asker), keys)


def numbers_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those numbers whose result the asker may know of (None: whose result stands)."""
    return _of_keys(OutputNumber.objects.filter(output__in=_outputs(asker).values("pk")), keys)


def money_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those amounts whose project the asker may know of (None: whose project stands)."""
    return _of_keys(Money.objects.filter(project__in=_projects(asker).values("pk")), keys)


def recommendations_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those recommendations that the asker may know of (None: those that stand)."""
    if asker is None:
        return _of_keys(Recommendation.objects.filter(standing() & of_living_output()), keys)
    return _of_keys(recommendations_visible_to(asker), keys)


def _projects(asker: Asker | None) -> QuerySet[Project]:
    return Project.objects.filter(standing()) if asker is None else projects_visible_to(asker)


def _outputs(asker: Asker | None) -> QuerySet[Output]:
    if asker is None:
        return Output.objects.filter(standing() & of_living_project())
    return outputs_visible_to(asker)


def _of_keys(found: QuerySet[Any], keys: Iterable[int]) -> frozenset[int]:
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )

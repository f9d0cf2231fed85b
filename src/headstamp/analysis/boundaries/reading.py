"""From a file's bytes to its features, whatever of the two formats it is; nothing in it is believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from headstamp.analysis.boundaries import geojson, geopackage
from headstamp.analysis.boundaries.refusing import refused
from headstamp.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file of municipalities may hold at most."""

    bytes: int = 50 * 2**20
    features: int = 2_000
    vertices: int = 1_000_000


LIMITS = Limits()

Properties = Mapping[str, str]


def read(content: bytes) -> Iterator[tuple[BaseGeometry, Properties]]:
    """(shape, properties) of every feature. Invalid says why the file cannot be used and what to do."""
    if not content:
        raise refused(gettext_noop("The file is empty."))
    if len(content) > LIMITS.bytes:
        message = gettext_noop(
            "The file is larger than %(most)s MB. Simplify the shapes before you export them."
        )
        raise refused(message, most=LIMITS.bytes // 2**20)
    reader = geopackage.features if content.startswith(geopackage.MAGIC) else geojson.features
    for number, feature in enumerate(reader(content), 1):
        if number > LIMITS.features:
            message = gettext_noop("The file holds more than %(most)s areas. Export municipalities only.")
            raise refused(message, most=LIMITS.features)
        yield feature

"""Every address of the urlconf, and a way to call it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES = {
    "int": 999_999_999,
    "slug": "none-such",
    "str": "none-such",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    "path": "none-such",
}


@dataclass(frozen=True)
class Address:
    """One address: its name, the view behind it, and keywords that fit its shape."""

    name: str
    view: Any
    kwargs: dict[str, Any]

    @property
    def url(self) -> str:
        return reverse(self.name, kwargs=self.kwargs)

    @property
    def door(self) -> str:
        return str(getattr(self.view, "door", ""))

    @property
    def rights(self) -> frozenset[str]:
        return frozenset(str(right) for right in getattr(self.view, "rights", ()))

    @property
    def also(self) -> frozenset[str]:
        """Rights of which all are needed besides."""
        return frozenset(str(right) for right in getattr(self.view, "also", ()))

    def opens_to(self, held: frozenset[str]) -> bool:
        """Whether the door opens to who holds these rights."""
        return (not self.rights or bool(held & self.rights)) and held >= self.also

    @property
    def is_library(self) -> bool:
        return str(self.view.__module__).startswith("allauth.")


def addresses() -> list[Address]:
    """All of them, each with sample keywords."""
    return sorted(_walk(get_resolver().url_patterns, {}), key=lambda address: address.name)


def _walk(patterns: list[Any], outer: dict[str, Any]) -> Iterator[Address]:
    for pattern in patterns:
        keywords = outer | {
            name: _sample(converter) for name, converter in pattern.pattern.converters.items()
        }
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, keywords)
        elif isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", pattern.callback, keywords)


def _sample(converter: Any) -> Any:
    kind = type(converter).__name__.removesuffix("Converter").lower()
    return {**SAMPLES, "string": SAMPLES["str"]}.get(kind, "none-such")

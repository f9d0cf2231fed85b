"""The feed of releases (Atom, RFC 4287): one entry for each, the newest first, in English as feeds have one language."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import override

from headstamp.desk.publication.office import Office, demonstration
from headstamp.indicators.models import Release

_ATOM = "http://www.w3.org/2005/Atom"


def feed(office: Office, releases: Sequence[Release]) -> bytes:
    """All releases up to this one; `releases` has the newest first."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    with override("en"):
        title = f"{office.publisher}: firearms statistics, {office.place}"
        _text(root, "id", _identifier(office, 0))
        _text(root, "title", title)
        _text(root, "updated", releases[0].made_at.isoformat(timespec="seconds"))
        SubElement(root, "link", {"rel": "self", "href": "feed.atom"})
        SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": "en/index.html"})
        _text(SubElement(root, "author"), "name", office.publisher)
        for release in releases:
            entry = SubElement(root, "entry")
            _text(entry, "id", _identifier(office, release.number))
            _text(entry, "title", f"Release {release.number}: {', '.join(sorted(release.editions))}")
            _text(entry, "updated", release.made_at.isoformat(timespec="seconds"))
            SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": "en/index.html"})
            _text(entry, "summary", " ".join(_summary(office, release)))
    indent(root)
    body: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _summary(office: Office, release: Release) -> list[str]:
    said = [demonstration()] if office.is_demo else []
    revised = sorted(year for year, edition in release.editions.items() if edition > 1)
    said += [release.note] if release.note else []
    return said + ([f"Revised: {', '.join(revised)}."] if revised else []) + office.told_footnotes


def _identifier(office: Office, number: int) -> str:
    return Office(office.publisher, office.jurisdiction, number, office.issued, (), False).identifier


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text

"""Which codes of a file stand in no list of the standard."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from headstamp.iati.report import Finding, Severity, Source
from headstamp.iati.standards import CodeList, Place, Standard
from headstamp.kernel.text import Message, gettext_noop, say

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANYWHERE = "*"
_OWN = ("Version",)  # the door says more of it than that it is in no list


def against_lists(tree: "etree._ElementTree", held: Standard, *, decides: bool = True) -> Iterator[Finding]:
    """Each code that its list does not have: an error if the list is complete, else a warning.

    A file of no known version is held to no version's lists: then all are warnings (`decides` is False).
    """
    places = _by_element(held)
    for path, element in chain([("", tree.getroot())], _walk(tree.getroot(), "")):
        for place, listed, condition in (*places.get(path, ()), *places[_ANYWHERE]):
            value = _value(element, place)
            if value is not None and value not in listed.codes and (condition is None or condition(element)):
                yield _finding(element, place, value, listed, decides)


Held = tuple[Place, CodeList, "etree.XPath | None"]


def _by_element(held: Standard) -> dict[str, list[Held]]:
    """The places by the path of their element, so that a file is walked once however many there are."""
    found: dict[str, list[Held]] = {_ANYWHERE: []}
    for place in held.places:
        listed = held.lists.get(place.codes)
        if listed is not None and listed.name not in _OWN:
            path = place.path.rpartition("/")[0].strip("/") or _ANYWHERE
            condition = etree.XPath(f"boolean({place.condition})") if place.condition else None
            found.setdefault(path, []).append((place, listed, condition))
    return found


def _walk(element: "etree._Element", above: str) -> Iterator[tuple[str, "etree._Element"]]:
    """Each element with its path below the root."""
    for child in element.iterchildren(etree.Element):
        path = f"{above}/{child.tag}" if above else str(child.tag)
        yield path, child
        yield from _walk(child, path)


def _value(element: "etree._Element", place: Place) -> str | None:
    leaf = place.path.rpartition("/")[2]
    if leaf == "text()":
        value = element.text
    else:
        value = element.get(_LANG if leaf == "@xml:lang" else leaf.removeprefix("@"))
    return None if value is None else value.strip()


def _finding(element: "etree._Element", place: Place, value: str, listed: CodeList, decides: bool) -> Finding:
    severity = Severity.ERROR if listed.complete and decides else Severity.WARNING
    return Finding(
        severity, Source.CODES, element.sourceline or 0, "", _words(element, place, value, listed, decides)
    )


def _words(element: "etree._Element", place: Place, value: str, listed: CodeList, decides: bool) -> Message:
    at = place.path.rpartition("/")[2].removeprefix("@").removesuffix("text()") or "text"
    told = {"at": at, "name": element.tag, "value": value, "list": listed.name}
    if not decides:
        words = gettext_noop(
            "%(at)s of <%(name)s> is “%(value)s”, which is not in the list %(list)s. Whether it counts hangs on the version, which the file does not name."
        )
    elif not listed.complete:
        words = gettext_noop(
            "%(at)s of <%(name)s> is “%(value)s”, which is not in the list %(list)s. The list is not complete, so it may still be right."
        )
    elif listed.as_of:
        told["as_of"] = listed.as_of
        words = gettext_noop(
            "%(at)s of <%(name)s> is “%(value)s”, which is not in the list %(list)s (our copy is of %(as_of)s; a newer one goes into the folder HEADSTAMP_IATI)."
        )
    else:
        words = gettext_noop("%(at)s of <%(name)s> is “%(value)s”, which is not in the list %(list)s.")
    return say(words, **told)

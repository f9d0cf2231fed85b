"""Which codes of a file stand in no list of the standard."""

from collections.abc import Iterator

from lxml import etree

from headstamp.iati.report import Finding, Severity, Source
from headstamp.iati.standards import CodeList, Place, Standard
from headstamp.kernel.text import Message, gettext_noop, say

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = ("Version",)  # the door says more of it than that it is in no list


def against_lists(tree: "etree._ElementTree", held: Standard, *, decides: bool = True) -> Iterator[Finding]:
    """Each code that its list does not have: an error if the list is complete, else a warning.

    A file of no known version is held to no version's lists: then all are warnings (`decides` is False).
    """
    for place in held.places:
        listed = held.lists.get(place.codes)
        if listed is None or listed.name in _OWN:
            continue
        for element, value in _values(tree, place):
            if value not in listed.codes:
                yield _finding(element, place, value, listed, decides)


def _values(tree: "etree._ElementTree", place: Place) -> Iterator[tuple["etree._Element", str]]:
    above, _slash, leaf = place.path.rpartition("/")
    condition = f"[{place.condition}]" if place.condition else ""
    if leaf == "@xml:lang":
        for element in tree.iter(etree.Element):
            if _LANG in element.attrib:
                yield element, element.attrib[_LANG]
        return
    for element in tree.xpath(f"{above}{condition}"):
        value = element.text if leaf == "text()" else element.get(leaf.removeprefix("@"))
        if value is not None:
            yield element, value.strip()


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

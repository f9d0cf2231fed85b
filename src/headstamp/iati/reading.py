"""Reads an XML file that anybody may have made: nothing outside it is fetched, no entity is expanded."""

from contextlib import suppress
from xml.parsers import expat

from lxml import etree

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_HINTS = (f"{XSI}schemaLocation", f"{XSI}noNamespaceSchemaLocation")
_DECLARED = gettext_noop(
    "The file declares a document type (DOCTYPE). IATI needs none, and a file can do harm with one: it was not read. Take the declaration out."
)


class _Stop(Exception):
    """Enough of the file was seen."""


def parsed(content: bytes) -> "etree._ElementTree":
    """The file as a tree; Invalid if it is no XML, or declares a document type.

    The prolog is looked at first by a parser that expands nothing, so that no entity bomb gets as far as the tree.
    """
    if _declares_a_type(content):
        raise Invalid({"": [say(_DECLARED)]})
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.ElementTree(etree.fromstring(content, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        message = say(
            gettext_noop("The file cannot be read as XML: %(why)s"),
            why=getattr(error, "msg", None) or str(error),
        )
        raise Invalid({"": [message]}) from None
    if tree.docinfo.doctype:
        raise Invalid({"": [say(_DECLARED)]})
    for element in tree.iter(etree.Element):
        for hint in _HINTS:  # libxml2 would open what the file itself names as its schema
            element.attrib.pop(hint, None)
    return tree


def _declares_a_type(content: bytes) -> bool:
    """Whether a document type stands before the first element. What this parser cannot read, the next one judges."""
    found = False

    def declared(*_: object) -> None:
        nonlocal found
        found = True
        raise _Stop

    def begun(*_: object) -> None:
        raise _Stop

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, begun
    with suppress(_Stop, expat.ExpatError, LookupError):
        parser.Parse(content, True)
    return found

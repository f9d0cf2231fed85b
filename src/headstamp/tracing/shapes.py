"""A request as a structured file, shaped for its channel and never claimed to be certified: shapes.yaml has the names. No Django."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from headstamp.tracing.channels import FIELDS, NUMBERLESS

NOT_CERTIFIED = "Shaped for {body}; not certified by the body that runs it. Names of fields after: {source}."


@dataclass(frozen=True, slots=True)
class Shape:
    """`fields` has the channel's name for each of our fields; where it has none, ours stands."""

    body: str
    format: str
    root: str
    source: str
    fields: Mapping[str, str]

    @property
    def media_type(self) -> str:
        return "application/xml" if self.format == "xml" else "application/json"


@cache
def shape_of(name: str) -> Shape:
    """The shape of that name, or the office's own for one that is not known."""
    told = yaml.safe_load((Path(__file__).parent / "shapes.yaml").read_text(encoding="utf-8"))["shapes"]
    found = told.get(name) or told[""]
    return Shape(found["for"], found["format"], found["root"], found["source"], found["fields"])


def file_of(shape: Shape, head: Mapping[str, str], content: Mapping[str, str]) -> bytes:
    """The file: `head` names the request (numbers, sender, addressee, days), `content` the firearm, by FIELDS."""
    notice = NOT_CERTIFIED.format(body=shape.body, source=shape.source)
    firearm = {
        shape.fields.get(name, name): _value(shape, name, content[name]) for name in FIELDS if name in content
    }
    if shape.format == "json":
        told = {shape.root: {"notice": notice, "certified": False, **head, "firearm": firearm}}
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return _xml(shape, notice, head, firearm)


def _value(shape: Shape, name: str, text: str) -> Any:
    """eTrace asks whether the number is obliterated, not in which state it is."""
    if name == "serial_state" and shape.fields.get(name) == "obliterated_serial":
        return text in NUMBERLESS
    return text


def _xml(shape: Shape, notice: str, head: Mapping[str, str], firearm: Mapping[str, str]) -> bytes:
    root = ElementTree.Element(shape.root, {"shapedFor": shape.body, "certified": "false"})
    ElementTree.SubElement(root, "Notice").text = notice
    for name, text in head.items():
        ElementTree.SubElement(root, name).text = _clean(text)
    part = ElementTree.SubElement(root, "Firearm")
    for name, text in firearm.items():
        ElementTree.SubElement(part, name).text = _clean(text)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")

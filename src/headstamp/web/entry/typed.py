"""What somebody typed, as it was typed: one text for each path of a box. Drafts keep exactly this."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from headstamp.web.entry.boxes import Box, Group, Sheet, Sort

Typed = dict[str, str]
MOST_ROWS = 200


def typed_of(sent: QueryDict, sheet: Sheet) -> Typed:
    """What a sent form holds for the boxes of the sheet, rows numbered anew without the empty ones."""
    flat = {name: _joined(sent.getlist(name)) for name in sent}
    return tidied(flat, sheet)


def tidied(flat: Mapping[str, str], sheet: Sheet) -> Typed:
    """Only what belongs to the sheet; rows numbered from 0, empty ones left out."""
    found = _of_boxes(flat, sheet.boxes, "", "")
    for group in sheet.groups:
        found |= _of_group(flat, group, "", "")
    return found


def row_numbers(flat: Iterable[str], group_path: str) -> list[int]:
    """The numbers of the rows of `group_path`, such as `items` or `items.0.marks`."""
    start = f"{group_path}."
    heads = {name[len(start) :].partition(".")[0] for name in flat if name.startswith(start)}
    return sorted(int(head) for head in heads if head.isdecimal() and len(head) < 6)[:MOST_ROWS]


def with_row(typed: Typed, group_path: str) -> Typed:
    """The same with one more row of `group_path`."""
    rows = row_numbers(typed, group_path)
    return typed | {f"{group_path}.{(rows[-1] + 1) if rows else 0}.": ""}


def without_row(typed: Typed, row_path: str, sheet: Sheet) -> Typed:
    """The same without the row `row_path`, such as `items.2`."""
    return tidied({name: v for name, v in typed.items() if not name.startswith(f"{row_path}.")}, sheet)


def _joined(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ",".join(values)


def _of_boxes(flat: Mapping[str, str], boxes: tuple[Box, ...], old: str, new: str) -> Typed:
    found = {}
    for box in boxes:
        text = flat.get(f"{old}{box.name}", "")
        if text:
            found[f"{new}{box.name}"] = text.strip() if box.sort != Sort.LONG else text
    return found


def _of_group(flat: Mapping[str, str], group: Group, old: str, new: str) -> Typed:
    found, number = Typed(), 0
    for row in row_numbers(flat, f"{old}{group.name}"):
        was, becomes = f"{old}{group.name}.{row}.", f"{new}{group.name}.{number}."
        told = _of_boxes(flat, group.all_boxes, was, becomes)
        inner = Typed()
        for nested in group.groups:
            inner |= _of_group(flat, nested, was, becomes)
        if inner or any(_tells(group, name.removeprefix(becomes), text) for name, text in told.items()):
            found |= told | inner
            number += 1
    return found


def _tells(group: Group, name: str, text: str) -> bool:
    box = next(box for box in group.all_boxes if box.name == name)
    return bool(text) and name not in group.silent and text != box.default

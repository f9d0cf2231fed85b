"""`headstamp layouts`: what a layout may say."""

import json
from pathlib import Path

from tests.console.office import run


def test_every_field_that_a_layout_may_fill_is_printed(tmp_path: Path) -> None:
    done = run(tmp_path, "layouts", "--fields")
    assert (done.returncode, done.stderr) == (0, "")
    found = {told["field"]: told for told in map(json.loads, done.stdout.splitlines())}
    assert found["item.barrel_mm"]["value"] == "length"
    assert found["person.sex"] == {
        "target": "item",
        "field": "person.sex",
        "label": "Sex of the person",
        "value": "code",
        "lists": ["sexes"],
        "required": False,
        "needs": "",
    }
    assert found["person.family_name"]["needs"] == "see_persons"
    assert found["check.context"]["target"] == "check"

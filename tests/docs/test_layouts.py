"""The layout that the manual explains is one that can be loaded."""

import re
from pathlib import Path

from headstamp.desk.targets import all_targets
from headstamp.intake.layout.loading import load_layout

PAGE = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text(encoding="utf-8")


def test_the_example_is_a_layout_whose_fields_exist(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    file = tmp_path / "border.yaml"
    file.write_text(found[1], encoding="utf-8")
    layout = load_layout(file)
    target = next(one for one in all_targets() if one.name == layout.target)
    assert [field for field in layout.fields() if field not in target.fields] == []

"""A table of states answers which act leads where, and is drawn whole."""

import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from headstamp.kernel.errors import Conflict
from headstamp.kernel.states import Step, acts_from, step_from
from headstamp.kernel.text import say

WHO = say("anybody")
STEPS = (
    Step("begin", "", "draft", say("Begun"), WHO),
    Step("amend", "draft", "draft", say("Amended"), WHO),
    Step("send", "draft", "sent", say("Sent & noted"), WHO),
    Step("recall", "sent", "draft", say("Recalled"), WHO),
)
DRAWN = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "states_drawing.py"))


def test_an_act_leads_on_only_from_its_state() -> None:
    assert step_from(STEPS, "draft", "send").end == "sent"
    assert acts_from(STEPS, "draft") == ("amend", "send")
    with pytest.raises(Conflict):
        step_from(STEPS, "sent", "amend")


def test_the_drawing_has_each_state_and_each_act() -> None:
    names = {"": "", "draft": "Draft", "sent": "Sent"}
    drawn = ElementTree.fromstring(DRAWN["drawing"](names, STEPS))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["not there yet", "Draft", "Sent", "Begun", "Amended", "Sent & noted", "Recalled"]
    assert DRAWN["table"](names, STEPS).count("\n") == 2 + len(STEPS)

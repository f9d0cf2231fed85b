"""The lives of a case, a task and an enquiry as tables. The actions ask them, the manual draws them. No Django."""

from headstamp.kernel.states import Step
from headstamp.kernel.text import Message, gettext_noop, say

_LEAD = say(gettext_noop("the lead"))
_MEMBER = say(gettext_noop("a member who investigates"))
_WHO_DOES_IT = say(gettext_noop("who has the task, or the lead"))

OPEN, SUSPENDED, SUBMITTED, CLOSED, REOPENED = "open", "suspended", "submitted", "closed", "reopened"

CASE_STATES: dict[str, Message] = {
    OPEN: say(gettext_noop("Open")),
    SUSPENDED: say(gettext_noop("Suspended")),
    SUBMITTED: say(gettext_noop("Submitted to the prosecution")),
    CLOSED: say(gettext_noop("Closed")),
    REOPENED: say(gettext_noop("Reopened")),
}
_SUSPEND, _SUBMIT, _CLOSE, _RESUME = (
    say(gettext_noop("Suspend")),
    say(gettext_noop("Submit to the prosecution")),
    say(gettext_noop("Close")),
    say(gettext_noop("Take up again")),
)
CASE_STEPS: tuple[Step, ...] = (
    Step("begin", "", OPEN, say(gettext_noop("Open a case")), _MEMBER),
    Step("suspend", OPEN, SUSPENDED, _SUSPEND, _LEAD),
    Step("suspend", REOPENED, SUSPENDED, _SUSPEND, _LEAD),
    Step("resume", SUSPENDED, OPEN, _RESUME, _LEAD),
    Step("submit", OPEN, SUBMITTED, _SUBMIT, _LEAD),
    Step("submit", REOPENED, SUBMITTED, _SUBMIT, _LEAD),
    Step("resume", SUBMITTED, OPEN, _RESUME, _LEAD),
    Step("close", OPEN, CLOSED, _CLOSE, _LEAD),
    Step("close", SUSPENDED, CLOSED, _CLOSE, _LEAD),
    Step("close", SUBMITTED, CLOSED, _CLOSE, _LEAD),
    Step("close", REOPENED, CLOSED, _CLOSE, _LEAD),
    Step("reopen", CLOSED, REOPENED, say(gettext_noop("Reopen")), _LEAD),
)

DONE, DROPPED = "done", "dropped"

TASK_STATES: dict[str, Message] = {
    OPEN: say(gettext_noop("To do")),
    DONE: say(gettext_noop("Done")),
    DROPPED: say(gettext_noop("Dropped")),
}
TASK_STEPS: tuple[Step, ...] = (
    Step("set", "", OPEN, say(gettext_noop("Set a task")), _MEMBER),
    Step("finish", OPEN, DONE, say(gettext_noop("Done")), _WHO_DOES_IT),
    Step("drop", OPEN, DROPPED, say(gettext_noop("Drop")), _WHO_DOES_IT),
    Step("take_up", DONE, OPEN, say(gettext_noop("Take up again")), _WHO_DOES_IT),
    Step("take_up", DROPPED, OPEN, say(gettext_noop("Take up again")), _WHO_DOES_IT),
)

CONFIRMED, REFUTED, NOTHING = "confirmed", "refuted", "nothing"

ENQUIRY_STATES: dict[str, Message] = {
    OPEN: say(gettext_noop("Open")),
    CONFIRMED: say(gettext_noop("Confirmed")),
    REFUTED: say(gettext_noop("Refuted")),
    NOTHING: say(gettext_noop("Nothing found")),
}
_AGAIN = say(gettext_noop("Follow it again"))
ENQUIRY_STEPS: tuple[Step, ...] = (
    Step("ask", "", OPEN, say(gettext_noop("Note an enquiry")), _MEMBER),
    Step("confirm", OPEN, CONFIRMED, say(gettext_noop("Confirmed")), _MEMBER),
    Step("refute", OPEN, REFUTED, say(gettext_noop("Refuted")), _MEMBER),
    Step("find_nothing", OPEN, NOTHING, say(gettext_noop("Nothing found")), _MEMBER),
    Step("ask_again", CONFIRMED, OPEN, _AGAIN, _MEMBER),
    Step("ask_again", REFUTED, OPEN, _AGAIN, _MEMBER),
    Step("ask_again", NOTHING, OPEN, _AGAIN, _MEMBER),
)

REPORTED, CHARGED, INDICTED, JUDGED = "reported", "charged", "indicted", "judged"
APPEALED, FINAL, DISCONTINUED, WITHDRAWN = "appealed", "final", "discontinued", "withdrawn"

PROCEEDING_STATES: dict[str, Message] = {
    REPORTED: say(gettext_noop("Reported")),
    CHARGED: say(gettext_noop("Charged")),
    INDICTED: say(gettext_noop("Indicted")),
    JUDGED: say(gettext_noop("Judged")),
    APPEALED: say(gettext_noop("Appealed")),
    FINAL: say(gettext_noop("Final")),
    DISCONTINUED: say(gettext_noop("Discontinued")),
    WITHDRAWN: say(gettext_noop("Noted by mistake")),
}
_NOTES = say(gettext_noop("a member who investigates, as the prosecution or the court tells it"))
_DROP = say(gettext_noop("Discontinued by the prosecution"))

PROCEEDING_STEPS: tuple[Step, ...] = (
    Step("report", "", REPORTED, say(gettext_noop("Reported to the prosecution")), _NOTES),
    Step("charge", REPORTED, CHARGED, say(gettext_noop("Charged")), _NOTES),
    Step("indict", CHARGED, INDICTED, say(gettext_noop("Indicted")), _NOTES),
    Step("judge_directly", CHARGED, JUDGED, say(gettext_noop("Judged without an indictment")), _NOTES),
    Step("judge", INDICTED, JUDGED, say(gettext_noop("Judged")), _NOTES),
    Step("appeal", JUDGED, APPEALED, say(gettext_noop("Appealed")), _NOTES),
    Step("judge_again", APPEALED, JUDGED, say(gettext_noop("Judged on appeal")), _NOTES),
    Step("become_final", JUDGED, FINAL, say(gettext_noop("Became final")), _NOTES),
    Step("discontinue", REPORTED, DISCONTINUED, _DROP, _NOTES),
    Step("discontinue", CHARGED, DISCONTINUED, _DROP, _NOTES),
    Step("discontinue", INDICTED, DISCONTINUED, _DROP, _NOTES),
    Step("take_up", DISCONTINUED, REPORTED, say(gettext_noop("Taken up again")), _NOTES),
)
JUDGING = frozenset({"judge", "judge_directly", "judge_again"})
"""The acts that have an outcome."""

NOTED, AGREED, REFERRED, HELPED, NOT_HELPED, DECLINED = (
    "noted", "agreed", "referred", "helped", "not_helped", "declined",
)  # fmt: skip
_HELPER = say(gettext_noop("who helps victims, of the unit that keeps the file"))
_DECLINES = say(gettext_noop("The victim declines"))

REFERRAL_STATES: dict[str, Message] = {
    NOTED: say(gettext_noop("Need noted")),
    AGREED: say(gettext_noop("The victim agrees")),
    REFERRED: say(gettext_noop("Referred")),
    HELPED: say(gettext_noop("Helped")),
    NOT_HELPED: say(gettext_noop("Not helped")),
    DECLINED: say(gettext_noop("Declined")),
}
REFERRAL_STEPS: tuple[Step, ...] = (
    Step("note", "", NOTED, say(gettext_noop("Note a need")), _HELPER),
    Step("agree", NOTED, AGREED, say(gettext_noop("The victim agrees")), _HELPER),
    Step("decline", NOTED, DECLINED, _DECLINES, _HELPER),
    Step("decline", AGREED, DECLINED, _DECLINES, _HELPER),
    Step("decline", REFERRED, DECLINED, _DECLINES, _HELPER),
    Step("agree", DECLINED, AGREED, say(gettext_noop("The victim agrees after all")), _HELPER),
    Step("refer", AGREED, REFERRED, say(gettext_noop("Refer to the service")), _HELPER),
    Step("help", REFERRED, HELPED, say(gettext_noop("The service helped")), _HELPER),
    Step("not_help", REFERRED, NOT_HELPED, say(gettext_noop("The service did not help")), _HELPER),
    Step("refer", NOT_HELPED, REFERRED, say(gettext_noop("Refer again")), _HELPER),
)

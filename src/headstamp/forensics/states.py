"""The lives of a request to a laboratory and of a ballistic lead, as tables. The drawings in the manual come from them. No Django."""

from enum import StrEnum

from headstamp.kernel.states import Step
from headstamp.kernel.text import gettext_noop, say


class State(StrEnum):
    """Of a request to a laboratory."""

    DRAFT = "draft"
    ASKED = "asked"
    RECEIVED = "received"
    EXAMINING = "examining"
    WAITING = "waiting"  # the clock stands
    REPORTED = "reported"
    VERIFIED = "verified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class LeadState(StrEnum):
    """Of a ballistic lead. Only CONFIRMED is a hit."""

    LEAD = "lead"
    COMPARED = "compared"  # one examiner says that it is one gun; a second one has yet to look
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"


_ASKING = say(gettext_noop("who enters records in the unit that asks"))
_EXAMINER = say(gettext_noop("an examiner"))
_SECOND = say(gettext_noop("a second examiner, who took no part in it"))

REQUEST_STEPS: tuple[Step, ...] = (
    Step("draft", "", State.DRAFT, say(gettext_noop("Drafted")), say(gettext_noop("who enters records"))),
    Step("ask", State.DRAFT, State.ASKED, say(gettext_noop("Asked")), _ASKING),
    Step("receive", State.ASKED, State.RECEIVED, say(gettext_noop("Exhibits received, seals checked")), _EXAMINER),
    Step("begin", State.RECEIVED, State.EXAMINING, say(gettext_noop("Examination begun")), _EXAMINER),
    Step("wait", State.RECEIVED, State.WAITING, say(gettext_noop("Clock stopped, with the reason")), _EXAMINER),
    Step("wait", State.EXAMINING, State.WAITING, say(gettext_noop("Clock stopped, with the reason")), _EXAMINER),
    Step("resume", State.WAITING, State.EXAMINING, say(gettext_noop("Clock goes on")), _EXAMINER),
    Step("report", State.EXAMINING, State.REPORTED, say(gettext_noop("Reported")), _EXAMINER),
    Step("send_back", State.REPORTED, State.EXAMINING, say(gettext_noop("Sent back, with the reason")), _SECOND),
    Step("verify", State.REPORTED, State.VERIFIED, say(gettext_noop("Verified")), _SECOND),
    Step("close", State.VERIFIED, State.CLOSED, say(gettext_noop("Closed")), _ASKING),
    Step("withdraw", State.DRAFT, State.WITHDRAWN, say(gettext_noop("Withdrawn")), _ASKING),
    Step("withdraw", State.ASKED, State.WITHDRAWN, say(gettext_noop("Withdrawn")), _ASKING),
    Step("withdraw", State.RECEIVED, State.WITHDRAWN, say(gettext_noop("Withdrawn")), _ASKING),
    Step("withdraw", State.EXAMINING, State.WITHDRAWN, say(gettext_noop("Withdrawn")), _ASKING),
    Step("withdraw", State.WAITING, State.WITHDRAWN, say(gettext_noop("Withdrawn")), _ASKING),
)  # fmt: skip

LEAD_STEPS: tuple[Step, ...] = (
    Step("note", "", LeadState.LEAD, say(gettext_noop("Lead noted")), _EXAMINER),
    Step("compare", LeadState.LEAD, LeadState.COMPARED, say(gettext_noop("Compared: one gun, to be verified")), _EXAMINER),
    Step("verify", LeadState.COMPARED, LeadState.CONFIRMED, say(gettext_noop("Verified: a hit")), _SECOND),
    Step("disagree", LeadState.COMPARED, LeadState.LEAD, say(gettext_noop("Not verified: a lead again")), _SECOND),
    Step("exclude", LeadState.LEAD, LeadState.EXCLUDED, say(gettext_noop("Excluded: two guns")), _EXAMINER),
    Step("reopen", LeadState.CONFIRMED, LeadState.LEAD, say(gettext_noop("Opened again, with the reason")), _EXAMINER),
    Step("reopen", LeadState.EXCLUDED, LeadState.LEAD, say(gettext_noop("Opened again, with the reason")), _EXAMINER),
)  # fmt: skip

AT_THE_LABORATORY = (State.RECEIVED, State.EXAMINING, State.WAITING)
OPEN = (State.ASKED, *AT_THE_LABORATORY, State.REPORTED)
REPORT_STANDS = (State.REPORTED, State.VERIFIED, State.CLOSED)

"""Tables of cases."""

from headstamp.cases.models.case import Case, CaseChange, CaseLink, CaseMember
from headstamp.cases.models.work import CaseTask, Enquiry

__all__ = ["Case", "CaseChange", "CaseLink", "CaseMember", "CaseTask", "Enquiry"]

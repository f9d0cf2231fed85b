"""Tables of cases."""

from headstamp.cases.models.case import Case, CaseChange, CaseLink, CaseMember
from headstamp.cases.models.court import CasePerson, ItemDecision, Proceeding, ProceedingStep, Sentence
from headstamp.cases.models.victim import Referral, ReferralChange, VictimFile
from headstamp.cases.models.work import CaseTask, Enquiry

__all__ = [
    "Case",
    "CaseChange",
    "CaseLink",
    "CaseMember",
    "CasePerson",
    "CaseTask",
    "Enquiry",
    "ItemDecision",
    "Proceeding",
    "ProceedingStep",
    "Referral",
    "ReferralChange",
    "Sentence",
    "VictimFile",
]

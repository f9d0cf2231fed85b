"""Tables of forensics, one file a noun."""

from headstamp.forensics.models.ballistics import BallisticEntry, Lead, LeadStep
from headstamp.forensics.models.finding import Examination, Firing, LabResult, PartFound, Restoration
from headstamp.forensics.models.gun import GunLead, InferredGun, Recovery
from headstamp.forensics.models.request import Exhibit, LabRequest, Priority, RequestStep

__all__ = [
    "BallisticEntry",
    "Examination",
    "Exhibit",
    "GunLead",
    "InferredGun",
    "LabRequest",
    "LabResult",
    "Lead",
    "LeadStep",
    "PartFound",
    "Priority",
    "Recovery",
    "RequestStep",
    "Restoration",
    "Firing",
]

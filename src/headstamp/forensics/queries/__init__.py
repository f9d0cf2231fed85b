"""All reads of forensics. A request, a lead or a gun is known to who may know of everything that it is about."""

from headstamp.forensics.queries.figures import Figures, backlog_of, figures_of
from headstamp.forensics.queries.guns import gun_known, guns_visible_to, open_gun
from headstamp.forensics.queries.leads import (
    entries_of,
    hits_visible_to,
    lead_known,
    leads_of,
    leads_visible_to,
    open_lead,
)
from headstamp.forensics.queries.requests import (
    Queue,
    exhibit_known,
    exhibits_of,
    open_request,
    queue,
    queue_counts,
    request_known,
    requests_visible_to,
    stops_of,
    who_took_part,
)

__all__ = [
    "Figures",
    "Queue",
    "backlog_of",
    "entries_of",
    "exhibit_known",
    "exhibits_of",
    "figures_of",
    "gun_known",
    "guns_visible_to",
    "hits_visible_to",
    "lead_known",
    "leads_of",
    "leads_visible_to",
    "open_gun",
    "open_lead",
    "open_request",
    "queue",
    "queue_counts",
    "request_known",
    "requests_visible_to",
    "stops_of",
    "who_took_part",
]

"""Tables of tracing, one file a noun."""

from headstamp.tracing.models.act import RequestAct
from headstamp.tracing.models.request import Answer, Priority, TraceRequest
from headstamp.tracing.models.transfer import Transfer

__all__ = ["Answer", "Priority", "RequestAct", "TraceRequest", "Transfer"]

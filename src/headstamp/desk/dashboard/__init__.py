"""The dashboard of the signed-in person: what came in, what changed, how far figures may be trusted, what waits."""

from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.dashboard.board import Dashboard, dashboard_for

__all__ = ["Dashboard", "DashboardFilter", "dashboard_for"]

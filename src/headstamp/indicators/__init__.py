"""Figures: what is counted, for whom, for which period, and what of it may be published."""

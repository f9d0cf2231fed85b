"""Projects that donors pay for: what they delivered, which goals of the Roadmap they serve, what was recommended.

Participants are counts, never names. What a document prints is kept as it prints it; sums that do not agree are shown, not mended.
"""

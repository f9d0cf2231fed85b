"""Investigations: who works on them, what is asked and found, who stands before a court and what it decided.

Only the members of a case may know that it exists; victims and the help they get are a room within this room, which no
case leads to.
"""

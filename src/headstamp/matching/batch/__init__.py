"""Same gun, for a whole register at once: the verdicts of `algorithm.compare`, computed for millions of pairs as arrays.

Keys narrow down which pairs are looked at; every weight comes from the tables that `compare` uses. What arrays cannot say
(several numbers on a gun, unread signs) is asked of `compare` itself. Knows no database.
"""

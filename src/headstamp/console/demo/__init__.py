"""The demonstration office: invented records from a fixed seed, taken in through the real intake.

Only the yearly numbers of firearms seized are published ones; everything else is made up and says so.
"""

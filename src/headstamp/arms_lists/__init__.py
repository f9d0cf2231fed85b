"""Lists of arms that other bodies keep: arms reported lost or stolen, and copies of civil registries.

An office takes in a copy from a file, by layout; the latest copy of each is searched as the register is, damaged numbers
included. No list is part of the register: nothing in it is counted.
"""

"""The questions asked of two records, one module each: pure functions of two records, the same whichever comes first.

The docstring of a question says to an officer what it asks. What an answer weighs stands in `marks/weights.py`.
"""

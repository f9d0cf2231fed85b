"""The IATI standard: what a file of it must be, whether one is, and how projects are written as one and read from one.

Plain: it knows no record of the register and no Django.
"""

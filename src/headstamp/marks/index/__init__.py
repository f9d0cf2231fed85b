"""The index of numbers: which of millions a damaged number may be, in milliseconds, from plain files.

A base is built once, never changed, and mapped into memory; what changed since is a short list beside it. Both are
searched alike: keys narrow the base down, and then every candidate is compared, so a key may offer too much and
never too little.
"""

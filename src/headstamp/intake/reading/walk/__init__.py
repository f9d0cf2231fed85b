"""The walk over the lexemes of a text, a file for each sort of word."""

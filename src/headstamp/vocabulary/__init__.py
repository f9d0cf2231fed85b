"""Code lists: what may be chosen anywhere in Headstamp, in six languages, with source and licence.

A list is one YAML file in `lists/`, compiled to `compiled.json`; models are a list of several files in
`models/`, compiled to `catalogue.json`; an office's overlay folder adds codes,
adds labels and retires codes. A code, once used, is never removed and stays readable.

- `vocabulary.codes`: `codes`, `code`, `label`, `choices`, `is_code`, `use_overlay`
- `vocabulary.lookup`: `find` (a wording to its code) and `complete` (as one types)
- `vocabulary.calibre`: the spellings of one calibre as one key
- `vocabulary.catalogue`: models, what a name may mean, look-alikes, signs of conversion
- `vocabulary.suggest`: the EU category that facts suggest
- `vocabulary.build`: `python -m headstamp.vocabulary.build` compiles the lists and the catalogue
"""

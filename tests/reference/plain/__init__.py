"""The model once more, slowly and plainly, from docs/model.md alone.

One draw at a time, one kind of person at a time, a full dense generator for every
year and SciPy's exponential of it. Written to be read beside the document, and
differently from the engine wherever there is a choice: it shares no function with
it, only the parameters and tables. Numbers in brackets are the document's equations.
"""

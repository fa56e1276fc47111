"""Risk and benefit of a stem-cell transplant in multiple sclerosis, as a model.

The package answers one question: of 1,000 people like me who choose this
option, where are they after so many years? It knows nothing of the site that
asks it. ``riskmodel.interface`` is the only module that others import;
``riskmodel.engine`` is pure mathematics, ``riskmodel.evidence`` turns the data
files into what the engine needs, ``riskmodel.api`` serves the result.
"""

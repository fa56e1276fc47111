"""The mathematics of the model: numbers in, numbers out.

Modules here use NumPy, SciPy and the standard library's mathematics only. They
read no file, clock, environment or log; random numbers come in as a
``numpy.random.Generator``. Equation numbers refer to ``docs/model.md``.
"""

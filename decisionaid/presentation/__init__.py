"""Comparison document in, what is shown out: rounded, worded and ordered once."""

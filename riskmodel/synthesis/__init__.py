"""Fit what no paper prints: run by hand, its result is a data file of the release.

The web process never imports this package.
"""

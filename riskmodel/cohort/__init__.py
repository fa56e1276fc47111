"""Whole cohorts from a file: people in a CSV, summaries in Parquet.

Needs the packages of the dependency group ``cohort``; no web process imports it.
"""

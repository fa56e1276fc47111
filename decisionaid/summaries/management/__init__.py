"""Upkeep of kept results."""

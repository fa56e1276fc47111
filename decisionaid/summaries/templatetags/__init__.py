"""Kept results in other pages' templates."""

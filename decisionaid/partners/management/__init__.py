"""Tokens of partners."""

"""Copies of the database for a bad day, and the way back from one."""

"""Helps a person to know their own mind: values, own limit, understanding, SURE."""

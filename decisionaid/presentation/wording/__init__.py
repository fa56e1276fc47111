"""Ids of the document in a patient's words.

An id that has no words here, from a newer model, keeps the document's English text.
"""

"""The rules every patient page is held to: a test for each, named after it."""

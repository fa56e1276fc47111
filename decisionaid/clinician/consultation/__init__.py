"""One kept result, looked at by its person's clinician."""

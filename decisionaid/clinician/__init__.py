"""The site's clinician."""

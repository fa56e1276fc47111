"""The site's questionnaire."""

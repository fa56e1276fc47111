"""The site's core."""

"""The site's summaries."""

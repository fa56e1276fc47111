"""Shows the comparison: on the screen and as the sheet for the consultation."""

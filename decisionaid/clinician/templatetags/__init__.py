"""Template tags of staff's pages."""

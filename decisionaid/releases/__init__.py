"""Which evidence release the site uses, and whether it is still a research preview."""

"""About the site: how numbers are made, what they cannot say, what is kept."""

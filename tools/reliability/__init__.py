"""Whether the site keeps its promises when things go wrong: `make reliability`."""

"""Partners: systems that use the API under a token of their own."""

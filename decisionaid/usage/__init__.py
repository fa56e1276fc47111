"""How much the site is used, in counters: no row is about a person."""

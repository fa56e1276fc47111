"""Results a person asked us to keep, opened by a code that only they have."""

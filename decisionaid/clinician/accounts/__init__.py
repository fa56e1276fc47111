"""Signing in: password, second factor, lock-out, limits of a session."""

"""Curves and bars drawn by the server, and the optional interactive figure."""

"""How often the same person, or the same address, may send something."""

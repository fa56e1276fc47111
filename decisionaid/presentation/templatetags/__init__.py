"""How templates print what presenters decided."""

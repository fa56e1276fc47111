"""The model on the command line."""

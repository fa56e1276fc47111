"""What the result hangs on: one-way sensitivity, and the value of knowing more."""

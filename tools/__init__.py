"""What developers run: test services, screenshots."""

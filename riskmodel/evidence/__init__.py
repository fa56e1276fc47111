"""Published figures as data: read, checked, and turned into engine inputs."""

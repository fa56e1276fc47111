"""For staff: kept results and the evidence release, to read and never to edit."""

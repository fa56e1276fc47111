"""For staff: signing in, consultations, the audit trail, retention, the admin."""

"""Pictures of the site's pages: patients' and staff's."""

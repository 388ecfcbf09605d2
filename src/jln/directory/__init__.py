"""People and institutions: who can I ask? And writing to them by relay."""

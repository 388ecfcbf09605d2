"""Who is told of what: audiences, letters, outbox rows."""

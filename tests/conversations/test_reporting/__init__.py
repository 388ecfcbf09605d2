"""Posts that somebody reported."""

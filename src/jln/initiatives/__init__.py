"""Technical Initiatives and learning groups."""

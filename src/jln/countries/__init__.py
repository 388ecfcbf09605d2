"""Countries, Country Core Groups, seats, and what is said about them with a source."""

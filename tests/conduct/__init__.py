"""Rules of conduct, and whom members keep away."""

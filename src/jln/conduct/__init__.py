"""Rules of conduct, accepted once a version; and whom a member wants to hear less of."""

"""Sign-in, sessions, my profile, my data, invitations."""

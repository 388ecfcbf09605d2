"""The open platform on which a joint learning network runs."""

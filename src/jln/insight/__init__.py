"""The network's published figures, as findings."""

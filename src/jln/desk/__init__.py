"""What waits for the Network Manager's staff."""

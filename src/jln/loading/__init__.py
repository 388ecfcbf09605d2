"""The network's own history: from files to rows, as often as one likes."""

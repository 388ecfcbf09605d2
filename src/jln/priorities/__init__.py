"""Rounds in which people tell their country, and countries the network, what comes first."""

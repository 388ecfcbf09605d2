"""A demonstration network: the real history, invented people, and what they might have done."""

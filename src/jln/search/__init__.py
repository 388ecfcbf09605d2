"""One box over everything: stems in five languages, the same on both databases."""

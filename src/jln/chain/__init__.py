"""The learning chain: from a problem to the countries it changed, in date order."""

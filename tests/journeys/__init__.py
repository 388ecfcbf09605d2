"""Journeys from end to end, by page and by real letters."""

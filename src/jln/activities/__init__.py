"""Webinars, workshops, study tours, dialogues."""

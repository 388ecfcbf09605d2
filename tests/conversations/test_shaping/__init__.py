"""Closing, moving, splitting and joining conversations."""

"""Keeping a network running: doctor, backup, restore, and the reference printed from the code."""

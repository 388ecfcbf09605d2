"""Positions and seats that end, and what becomes of all that hangs on them."""

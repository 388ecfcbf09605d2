"""Where people talk and keep things: visibility, roll, address."""

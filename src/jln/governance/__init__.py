"""The Steering Group: its meetings and its register of decisions."""

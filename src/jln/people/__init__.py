"""Persons, addresses, institutions, positions, expertise."""

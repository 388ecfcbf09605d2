"""A country's problem, with the countries that share it: where the line begins."""

"""Elections of the countries that sit on the Steering Group."""

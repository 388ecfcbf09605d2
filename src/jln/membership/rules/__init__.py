"""The rules of membership: a country's level on a day, and what Full Membership asks."""

"""Pages that gather from many domains, by what they are about."""

"""What all pages share: the doorkeeper, the page, the errors, the cache."""

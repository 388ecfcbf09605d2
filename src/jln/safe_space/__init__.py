"""Safe spaces: the Chatham House Rule, kept by keys."""

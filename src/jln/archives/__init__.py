"""Old mailing lists brought into a space, and a space taken out again, as mbox files."""

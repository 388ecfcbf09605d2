"""The newsletter and announcements of opportunities: composed, agreed to, sent, kept as pages."""

"""The one upload door: allow-list by content, images re-encoded, everything else download-only."""

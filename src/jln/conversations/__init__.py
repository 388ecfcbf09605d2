"""Topics and posts, by web and by mail; ask the network; thanks."""

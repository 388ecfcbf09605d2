"""Countries' dated membership of the network."""

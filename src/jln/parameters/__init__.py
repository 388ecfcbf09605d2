"""The numbers of the network's rules, with validity and source."""

"""The e-mail door: an address leads to one action; the mail twin of every form."""

"""What the gateway does with judged messages, in a small world of its own.

`world` makes the people and lists that the messages speak of, `invariants` what must hold
whatever is done; `cases` sends each message through the door, and `judge` has that done in a
folder that is thrown away.
"""

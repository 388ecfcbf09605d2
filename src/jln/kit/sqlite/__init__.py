"""SQLite as the product wants it: durable, and with one fair queue of writers.

A Django database backend (`ENGINE = "jln.kit.sqlite"`). SQLite lets one writer in at
a time and makes the others guess when to ask again: of twelve, one waits for seconds.
Here writers queue (`lock.py`), in this process and across processes.
"""

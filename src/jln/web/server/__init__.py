"""One command, one process tree: pages, mail door, worker, health.

Start reading at `tree.py`. The web process answers HTTP (`pages.py`, `bridge.py`) and
holds the parts that live beside it; children (`child.py`) are started, watched, started
again, and die with it.
"""

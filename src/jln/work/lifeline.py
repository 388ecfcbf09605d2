"""How a child process is called, and dies with its parent however that dies. Small to import."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # linux/prctl.h


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when its parent ends; end at once if it has.

    Call it first thing in the child, with the parent's process id. Elsewhere than on
    Linux a child has to watch a pipe from its parent instead.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def take_name(name: str) -> None:
    """What `ps -o comm` and `pgrep` call this process, fifteen letters at most; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())

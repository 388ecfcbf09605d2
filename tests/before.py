"""Loaded before the settings are: every run has a data folder of its own."""

import atexit
import os
import shutil
import tempfile


def _leave(folder, pid):
    if os.getpid() == pid:  # not a process that was forked from it
        shutil.rmtree(folder, ignore_errors=True)


os.environ["JLN_DATA_DIR"] = tempfile.mkdtemp(prefix="jln-test-")
os.environ["JLN_PUBLIC_URL"] = "http://testserver"
os.environ["JLN_MAIL_DOMAIN"] = "jln.example"
atexit.register(_leave, os.environ["JLN_DATA_DIR"], os.getpid())

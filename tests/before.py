"""Loaded before the settings are: every run has a data folder of its own."""

import os
import tempfile

os.environ["JLN_DATA_DIR"] = tempfile.mkdtemp(prefix="jln-test-")
os.environ["JLN_PUBLIC_URL"] = "http://testserver"
os.environ["JLN_MAIL_DOMAIN"] = "jln.example"

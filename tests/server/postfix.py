"""Debian's Postfix as an instance of its own: loopback ports, its own folders, no system service.

It hands mail for our domain to our LMTP door, and keeps everybody else's in a maildir.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess

from tests.trees import free_port, until

MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
relay_domains = jln.example
transport_maps = inline:{{ jln.example=lmtp:inet:[127.0.0.1]:{lmtp} }}
virtual_mailbox_domains = readers.example, health.example
virtual_mailbox_base = {folder}
virtual_mailbox_maps = static:maildir/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
default_process_limit = 20
"""
MASTER = """{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def is_here():
    """Whether it can be run: it is installed, and its master starts as root only."""
    return bool(shutil.which("postfix", path="/usr/sbin:/sbin:/bin")) and os.geteuid() == 0


class Postfix:
    """A running instance; `letters()` is what it delivered."""

    def __init__(self, folder, lmtp):
        self.folder, self.port = folder, free_port()
        user = pwd.getpwnam("postfix")
        said = {
            "folder": folder, "lmtp": lmtp, "port": f"127.0.0.1:{self.port}", "uid": user.pw_uid, "gid": user.pw_gid,
        }  # fmt: skip
        for name in ("conf", "queue", "data", "maildir"):
            (folder / name).mkdir(parents=True)
        for name in ("data", "maildir"):
            shutil.chown(folder / name, user.pw_uid, user.pw_gid)
        for above in (folder, folder.parent):
            above.chmod(above.stat().st_mode | 0o055)
        (folder / "conf" / "main.cf").write_text(MAIN.format(**said))
        (folder / "conf" / "master.cf").write_text(MASTER.format(**said))

    def _say(self, word):
        subprocess.run(
            ["/usr/sbin/postfix", "-c", self.folder / "conf", word],
            check=word == "start",
            capture_output=True,
            timeout=60,
        )

    def __enter__(self):
        self._say("start")
        until(self._listens, 20, every=0.05)
        return self

    def __exit__(self, *_):
        self._say("stop")

    def _listens(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def letters(self):
        """The bytes of all that was delivered, in no order."""
        return [file.read_bytes() for file in (self.folder / "maildir" / "new").glob("*")]

    def log(self):
        """What it said."""
        return (self.folder / "log").read_text()

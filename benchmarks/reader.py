"""A kept connection that asks for one page over and over: it costs the server what a browser would."""

import socket
from itertools import cycle


class Reader:
    """One connection; each cookie header in turn, as if so many readers shared it."""

    def __init__(self, port, cookies=("",)):
        self.line = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.cookies = cycle(f"Cookie: {one}\r\n" if one else "" for one in cookies)

    def get(self, path):
        """Status, headers and body, still packed."""
        head = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
            f"Accept-Encoding: gzip\r\nAccept-Language: en\r\n{next(self.cookies)}\r\n"
        )
        self.line.sendall(head.encode())
        said = b""
        while b"\r\n\r\n" not in said:
            said += self._piece()
        top, _, body = said.partition(b"\r\n\r\n")
        first, *lines = top.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        length = int(headers.get("content-length", 0))
        while len(body) < length:
            body += self._piece()
        return int(first.split()[1]), headers, body

    def _piece(self):
        piece = self.line.recv(262_144)
        if not piece:
            raise ConnectionError("the server hung up")
        return piece

    def close(self):
        """Hang up."""
        self.line.close()

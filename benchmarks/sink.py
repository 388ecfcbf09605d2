"""A bare mail server for measuring senders: takes everything, keeps nothing; says what it counted."""

import asyncio
import sys


class Session(asyncio.Protocol):
    """One connection; commands may come many at once."""

    def connection_made(self, transport):
        """Greet."""
        self.transport, self.left, self.is_data = transport, b"", False
        transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data):
        """Answer whatever is complete."""
        self.left += data
        said = []
        while True:
            mark = b"\r\n.\r\n" if self.is_data else b"\r\n"
            at = self.left.find(mark)
            if at < 0:
                break
            line, self.left = self.left[:at], self.left[at + len(mark) :]
            said.append(self._answer(line))
        if said:
            self.transport.write(b"".join(said))

    def _answer(self, line):
        if self.is_data:
            self.is_data = False
            return b"250 2.0.0 taken\r\n"
        verb = line[:4].upper()
        if verb == b"EHLO":
            return b"250-sink\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250 8BITMIME\r\n"
        if verb == b"DATA":
            self.is_data = True
            return b"354 go on\r\n"
        return b"250 OK\r\n"


async def main():
    """Listen on a free port, print it, serve until killed."""
    server = await asyncio.get_running_loop().create_server(Session, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

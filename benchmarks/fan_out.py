"""One post to 1,000 and to 10,000 readers, each copy with addresses and signatures of its own.

`python -m benchmarks.fan_out`; beside it a bare sender that says finished bytes to the same
sink, so that the figures can be read on any machine.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time

READERS = (1_000, 10_000)
AIM = 3_000  # personal copies a second, on two cores
BARE = 10_000


def main():
    """Prints a line a case."""
    with tempfile.TemporaryDirectory(prefix="jln-fan-") as folder, _sink() as port:
        os.environ |= {
            "JLN_DATA_DIR": folder,
            "JLN_SMTP_HOST": "127.0.0.1",
            "JLN_SMTP_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "jln.settings",
        }
        subprocess.run([sys.executable, "-m", "jln.cli", "migrate", "--quiet"], check=True)
        import django

        django.setup()
        sys.stdout.write("\n".join([*_lines(port), ""]))


@contextlib.contextmanager
def _sink():
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.sink"], stdout=subprocess.PIPE)
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def _lines(port):
    from django.conf import settings
    from tests.kills import audience

    from jln.kit import clock
    from jln.mail import copies, keys
    from jln.mail.models import OutgoingMail

    audience.make(max(READERS))
    for signs in (True, False):
        if not signs:
            (settings.DATA_DIR / keys.FOLDER).rename(settings.DATA_DIR / "put-away")
        for count in READERS:
            yield _fan_out(count, "signed twice" if signs else "unsigned")
    letter = OutgoingMail.objects.select_related("person", "reply_token").last()
    raw = copies.bytes_of(letter, at=clock.now())
    began, used = time.perf_counter(), time.process_time()
    asyncio.run(_bare(port, raw, BARE))
    yield _said(f"bare sender, {len(raw)} bytes each", BARE, began, used)


def _fan_out(count, how):
    """Rows written and letters handed over, for as many of the followers as asked for."""
    from datetime import timedelta

    from jln.conversations import actions as conversations
    from jln.conversations.models import Topic, TopicFollow
    from jln.facts.models import Fact
    from jln.kit import clock
    from jln.mail import sending
    from jln.mail.models import OutgoingMail
    from jln.notify import actions

    topic = Topic.objects.get()
    followers = list(TopicFollow.objects.order_by("pk").values_list("pk", flat=True))
    TopicFollow.objects.update(muted_at=clock.now())
    TopicFollow.objects.filter(pk__in=followers[:count]).update(muted_at=None)
    conversations.answer(
        topic, text="We pay on the fifth. " * 40, by=topic.by, at=clock.now(), channel="mail"
    )
    Fact.objects.exclude(kind="post.written").update(told_at=clock.now())
    fact = Fact.objects.get(told_at=None)
    began, used = time.perf_counter(), time.process_time()
    written = actions.tell(fact.pk)
    told = _said(f"{count} readers, {how}: rows written", written, began, used)
    began, used = time.perf_counter(), time.process_time()
    sent, at = 0, clock.now() + timedelta(days=1)
    while OutgoingMail.objects.filter(state="waiting").exists():
        sent += sending.send_due(lambda: at)
    return "\n".join([told, _said(f"{count} readers, {how}: handed over", sent, began, used)])


def _said(what, count, began, used):
    took, cpu = time.perf_counter() - began, time.process_time() - used
    rate = count / took
    verdict = "" if "bare" in what or "rows" in what else f"  (aim {AIM}/s)"
    return f"{what:<44} {count:>6} {rate:>9.0f}/s {1000 * cpu / count:>8.3f} ms CPU each{verdict}"


async def _bare(port, raw, count):
    """Eight connections, pipelined, the same bytes each time."""
    data = raw.replace(b"\r\n.", b"\r\n..") + b".\r\n"
    if not raw.endswith(b"\r\n"):
        data = raw.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"

    async def one(some):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.readline()
        writer.write(b"EHLO bench\r\n")
        while (await reader.readline())[3:4] == b"-":
            pass
        for number in range(some):
            writer.write(b"MAIL FROM:<b@x.example>\r\nRCPT TO:<r%d@x.example>\r\nDATA\r\n" % number)
            for _answer in range(3):
                await reader.readline()
            writer.write(data)
            await reader.readline()
        writer.close()

    await asyncio.gather(*(one(count // 8) for _connection in range(8)))


if __name__ == "__main__":
    main()

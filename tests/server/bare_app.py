"""A bare WSGI application behind the bridge, started by test_bridge.py: `PORT THREADS WAITING`."""

import asyncio
import json
import sys
import threading
import time
from io import BytesIO

from django.conf import settings

settings.configure(LANGUAGES=[("en", "English"), ("fr", "Français")], USE_I18N=True)

import django  # noqa: E402

django.setup()

import uvicorn  # noqa: E402
from django.http import FileResponse, HttpResponse, StreamingHttpResponse  # noqa: E402

from jln.web.server import protocol  # noqa: E402
from jln.web.server.bridge import Bridge  # noqa: E402

protocol.SLOWEST_HEAD = 2.0

CLOSED = []


def application(environ, start_response):
    path = environ["PATH_INFO"]
    response = PAGES.get(path, missing)(environ)
    response._resource_closers.append(lambda: CLOSED.append(path))
    headers = [*response.items(), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    start_response(f"{response.status_code} X", headers)
    return response


def missing(environ):
    said = {k: v for k, v in environ.items() if isinstance(v, str)}
    return HttpResponse(json.dumps(said), status=404)


def echo(environ):
    body = environ["wsgi.input"].read()
    return HttpResponse(f"{len(body)} {sum(body) % 65521} {threading.current_thread().name}")


def slow(environ):
    time.sleep(float(environ["QUERY_STRING"]))
    return HttpResponse("slow")


def stream(environ):
    return StreamingHttpResponse(f"line {n}\n".encode() for n in range(50_000))


def file(environ):
    return FileResponse(BytesIO(b"0123456789abcdef" * 1024 * 1024), content_type="x/y")


PAGES = {
    "/echo": echo,
    "/slow": slow,
    "/stream": stream,
    "/file": file,
    "/small-file": lambda _: FileResponse(BytesIO(b"small"), content_type="x/y"),
    "/unchanged": lambda _: HttpResponse(status=304),
    "/closed": lambda _: HttpResponse(json.dumps(CLOSED)),
    "/broken": lambda _: 1 / 0,
}


async def main(port, threads, waiting):
    bridge = Bridge(application, threads=threads, waiting=waiting)

    async def app(scope, receive, send):
        await bridge(scope, receive, send)

    config = uvicorn.Config(
        app,
        port=port,
        http=protocol.BoundedProtocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
    )
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))

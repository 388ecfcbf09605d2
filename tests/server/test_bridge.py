"""From HTTP to WSGI and back, over a real socket: whole, bounded, held up by nobody."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.trees import ROOT, free_port, until


@contextlib.contextmanager
def running(threads, waiting):
    port = free_port()
    env = {**os.environ, "PYTHONPATH": "src"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.server.bare_app", str(port), str(threads), str(waiting)],
        cwd=ROOT, env=env, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: listens(port))
        yield port
    finally:
        process.kill()
        process.wait()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def port():
    with running(3, 100) as port:
        yield port


def ask(port, path, method="GET", body=None, headers=None, timeout=20):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        chunked = "Transfer-Encoding" in (headers or {})
        connection.request(method, path, body, headers or {}, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def raw(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
        return answer


def check(body):
    return f"{len(body)} {sum(body) % 65521}"


@pytest.mark.parametrize("size", [0, 1, 70_000, 1024 * 1024 + 1, 5_000_000])
def test_a_body_arrives_whole(port, size):
    body = os.urandom(size)
    assert ask(port, "/echo", "POST", body)[1].decode().startswith(check(body))


def test_a_body_in_chunks_arrives_whole(port):
    body = [b"ab" * 1000, b"c" * 70_000, b"d"]
    answer = ask(port, "/echo", "POST", iter(body), {"Transfer-Encoding": "chunked"})
    assert answer[1].decode().startswith(check(b"".join(body)))


def test_variables_are_those_of_wsgi(port):
    request = (
        b"GET /caf%C3%A9/%FF?q=%20x&y HTTP/1.1\r\nHost: example\r\nConnection: close\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
        b"X_Forged: yes\r\nContent-Type: text/x\r\n\r\n"
    )
    said = json.loads(raw(port, request).partition(b"\r\n\r\n")[2])
    assert said["PATH_INFO"].encode("latin-1") == b"/caf\xc3\xa9/\xff"
    assert said["QUERY_STRING"] == "q=%20x&y"
    assert said["HTTP_COOKIE"] == "a=1; b=2"
    assert said["HTTP_X_TWICE"] == "1,2"
    assert said["CONTENT_TYPE"] == "text/x"
    assert said["REMOTE_ADDR"] == "127.0.0.1"
    assert said["wsgi.url_scheme"] == "http"
    assert "HTTP_X_FORGED" not in said


def test_repeated_answer_headers_stay_apart_and_length_is_said(port):
    answer, body = ask(port, "/echo")
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert answer.headers["Content-Length"] == str(len(body))


def test_head_has_the_length_and_no_body(port):
    answer, body = ask(port, "/echo", "HEAD")
    assert int(answer.headers["Content-Length"]) > 0
    assert body == b""


def test_unchanged_has_no_length(port):
    answer, body = ask(port, "/unchanged")
    assert (answer.status, body, answer.headers["Content-Length"]) == (304, b"", None)


def test_streams_and_files_arrive_whole_and_are_closed(port):
    assert ask(port, "/stream")[1] == b"".join(b"line %d\n" % n for n in range(50_000))
    assert ask(port, "/file")[1] == b"0123456789abcdef" * 1024 * 1024
    answer, body = ask(port, "/small-file")
    assert (body, answer.headers["Content-Length"]) == (b"small", "5")
    closed = until(lambda: [p for p in json.loads(ask(port, "/closed")[1]) if p != "/closed"])
    assert {"/stream", "/file", "/small-file"} <= set(closed)


def test_an_error_of_the_application_is_500_and_the_next_request_is_served(port):
    assert ask(port, "/broken")[0].status == 500
    assert ask(port, "/echo")[0].status == 200


def test_bodies_that_trickle_in_hold_no_thread(port):
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for line in lines:
        line.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly a part")
    time.sleep(0.3)
    began = time.monotonic()
    assert ask(port, "/echo", timeout=5)[0].status == 200
    assert time.monotonic() - began < 2
    lines[0].sendall(b"x" * 89)
    lines[0].settimeout(5)
    answer = b""
    while b"page-" not in answer:
        answer += lines[0].recv(65536)
    assert b"\r\n\r\n100 " in answer
    for line in lines:
        line.close()


def test_files_that_trickle_out_hold_no_thread(port):
    lines = []
    for _ in range(10):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.sendall(b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n")
        lines.append(line)
    time.sleep(0.5)
    assert ask(port, "/echo", timeout=5)[0].status == 200
    for line in lines:
        line.close()


def test_who_hangs_up_in_the_middle_leaves_nothing_behind(port):
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(
                b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly a part"
            )
    assert ask(port, "/echo", timeout=5)[0].status == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_too_large_is_said_before_it_is_read(port, language):
    answer = raw(
        port,
        b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99999999\r\n"
        b"Accept-Language: %s\r\n\r\n" % language.encode(),
    )
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"32" in answer.partition(b"\r\n\r\n")[2]


def test_too_large_in_chunks_is_found_while_it_comes(port):
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            for _ in range(34):
                line.sendall(piece)
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_an_endless_head_is_cut_off(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET /echo HTTP/1.1\r\nHost: x\r\nX-Endless: ")
        with pytest.raises(ConnectionError):
            for _ in range(200):
                line.sendall(b"x" * 65536)
        with contextlib.suppress(ConnectionError):  # the refusal may be lost with what was unread
            assert line.recv(12) in (b"", b"HTTP/1.1 431")
    many = b"".join(b"X-%d: %s\r\n" % (n, b"y" * 100) for n in range(300))
    answer = raw(port, b"GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + many + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_head_that_never_ends_is_hung_up_on(port):
    def hung_up_after(said):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(said)
            began = time.monotonic()
            assert line.recv(100) == b""
            return time.monotonic() - began

    heads = [b"", b"GET /echo HT", b"GET /echo HTTP/1.1\r\nHost: x\r\n"]
    with ThreadPoolExecutor(len(heads)) as callers:
        for seconds in callers.map(hung_up_after, heads):
            assert 1.5 < seconds < 8


def test_a_kept_connection_serves_one_request_after_another(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for number in range(3):
        time.sleep(1.2 if number else 0)
        body = b"x" * (70_000 * number)
        line.request("POST", "/echo", body)
        assert line.getresponse().read().decode().startswith(check(body))
    line.close()


def test_when_too_many_wait_the_next_is_asked_to_come_back():
    with running(2, 2) as port, ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _: ask(port, "/slow?1"), range(8)))
        statuses = sorted(answer.status for answer, _body in answers)
        refused = [(answer, body) for answer, body in answers if answer.status == 503]
        assert 200 in statuses
        assert len(refused) >= 3
        for answer, body in refused:
            assert answer.headers["Retry-After"] == "2"
            assert answer.headers["Cache-Control"] == "no-store"
            assert b"few seconds" in body
        assert ask(port, "/echo")[0].status == 200


def test_a_fixed_number_of_threads_does_all(port):
    with ThreadPoolExecutor(12) as readers:
        names = {
            body.split()[-1]
            for _answer, body in readers.map(lambda _: ask(port, "/echo"), range(60))
        }
    assert names <= {b"page-0", b"page-1", b"page-2"}

"""What is done from a terminal: say, mail, mailtwin, corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import factories as f
from tests.mailroom.letters import raw

from jln.conversations.models import Topic
from jln.mail.models import InboundMail
from jln.mailroom import check, command, corpus, say
from jln.web import network

TWIN = "tests/mailroom/twin/samples"


@pytest.fixture
def file(tmp_path):
    def write(**values):
        path = tmp_path / "message.eml"
        path.write_bytes(
            raw(
                "How do you audit claims?",
                **{"sender": "ama@health.example", "to": "ask@jln.example", "subject": "Audit"}
                | values,
            )
        )
        return str(path)

    return write


@pytest.fixture
def ama():
    f.network()
    network._kept.clear()
    f.space()
    yield f.person("Ama", address="ama@health.example")
    network._kept.clear()


@pytest.mark.django_db
def test_say_delivers_unproved_mail_whatever_the_file_claims(ama, file, capsys):
    assert say.main([file(is_checked=True)]) == 0

    assert InboundMail.objects.get().reason == "unproved"
    assert "held" in capsys.readouterr().out


@pytest.mark.django_db
def test_say_as_authenticated_is_our_own_servers_word(ama, file):
    assert say.main([file(is_checked=False), "--as-authenticated"]) == 0

    assert Topic.objects.get().by == ama


@pytest.mark.django_db
def test_say_as_authenticated_is_for_demonstrations_only(ama, file, capsys):
    f.network().__class__.objects.update(is_demonstration=False)
    network._kept.clear()

    assert say.main([file(), "--as-authenticated"]) == 2
    assert not InboundMail.objects.exists()


@pytest.mark.django_db
def test_say_refuses_an_address_that_is_not_ours(ama, file, capsys):
    assert say.main([file(to="nobody-here@jln.example")]) == 1
    assert say.main([file(), "--to", "r.aaaaaaaaaaaabbbbbbbbbbbbbbbbbbbb@jln.example"]) == 1
    assert say.main([file() + ".missing"]) == 2
    assert not InboundMail.objects.exists()


def test_folded_results_in_our_name_are_taken_out():
    given = b"Authentication-Results: mx.jln.example;\r\n\tdkim=pass header.d=x\r\nFrom: a@x\r\n\r\nAuthentication-Results: in the body\r\n"

    assert say.checked_by_us(given, "") == (
        b"Authentication-Results: mx.jln.example; none\r\nFrom: a@x\r\n\r\nAuthentication-Results: in the body\r\n"
    )


def test_mail_read_prints_a_line_a_file(file, capsys):
    assert command.main(["read", file(), file()]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == ["How do you audit claims?"] * 2


def test_mail_answer_prints_what_a_reply_means(tmp_path, file, capsys):
    form = {
        "id": "x", "action": "x", "risk": "execute", "title": {"en": "x"},
        "fields": [{"key": "vote", "type": "choice", "name": {"en": "vote"}, "label": {"en": "Vote?"}, "required": True,
                    "options": [{"key": "for", "label": {"en": "For"}}, {"key": "against", "label": {"en": "Against"}}]}],
    }  # fmt: skip
    (tmp_path / "form.json").write_text(json.dumps(form))
    message = tmp_path / "reply.eml"
    message.write_bytes(raw("2", sender="ama@health.example", to="r@jln.example"))

    assert command.main(["answer", str(tmp_path / "form.json"), str(message)]) == 0
    assert json.loads(capsys.readouterr().out)["values"] == {"vote": "against"}


@pytest.mark.parametrize("words", [[], ["read"], ["answer", "x"], ["nonsense"]])
def test_wrong_use_says_how(words, capsys):
    assert command.main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_a_form_with_neither_twin_nor_exemption_fails_the_check(monkeypatch, capsys):
    assert check.main(["--check"]) == 0
    monkeypatch.delitem(check.table.ENTRIES, "topic.answer")

    assert check.main(["--check"]) == 1
    assert "conversations.forms.AnswerForm" in capsys.readouterr().out.rpartition("Neither")[2]


def test_a_folder_without_messages_is_no_corpus(tmp_path, capsys):
    assert corpus.main([str(tmp_path)]) == corpus.NOTHING_FOUND


def test_a_serious_reply_carried_out_wrongly_ends_in_an_error(tmp_path, capsys):
    folder = tmp_path / "mail-twin"
    folder.mkdir()
    (folder / "eml").symlink_to(Path(TWIN).resolve() / "eml")
    rows = [json.loads(line) for line in (Path(TWIN) / "index.jsonl").read_text().splitlines()]
    row = next(one for one in rows if one["serious"] and one["expected"]["outcome"] == "complete")
    forms = ["--forms", "tests/mailroom/twin/forms.json"]

    (folder / "index.jsonl").write_text(json.dumps(row))
    assert corpus.main([str(folder), *forms]) == 0
    row["expected"]["outcome"] = "nothing"
    (folder / "index.jsonl").write_text(json.dumps(row))
    assert corpus.main([str(folder), *forms, "--json"]) == 1

    kept, _, values = capsys.readouterr().out.partition("{")
    assert kept.splitlines()[-1] == "  kept   mail-twin wrong serious executions: 0, at most 0"
    assert [limit["kept"] for limit in json.loads("{" + values)["limits"]] == [False, False]

"""A small network to post in, made in a data folder: prints how to reach its topics, as JSON."""

import json
import sys
from types import SimpleNamespace

import django

TOPICS = 3


def main():
    """Three topics, each with a writer on the page and a writer by mail."""
    django.setup()

    from jln.kit import clock
    from jln.mail import tokens
    from jln.mail.terms import Purpose
    from tests import factories as f

    f.network()
    f.space()
    made = []
    for number in range(TOPICS):
        asker, on_page, by_mail = (
            f.person(address=f"{role}{number}@health.example") for role in ("asker", "page", "mail")
        )
        topic = f.topic(asker)
        browser = SimpleNamespace(cookies={})
        f.sign_in(browser, on_page)
        token = tokens.make(Purpose.POST, by_mail, at=clock.now(), subject=topic.posts.get())
        made.append(
            {
                "path": f"/ask/{topic.code}/",
                "session": browser.cookies["session"],
                "sender": f"mail{number}@health.example",
                "reply_to": tokens.address_of(token),
            }
        )
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()

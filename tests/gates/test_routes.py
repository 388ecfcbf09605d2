"""No route is forgotten by the gates."""

from tests.architecture.test_house import patterns
from tests.gates.routes import ROUTES

NOT_PAGES = {"file_sealed",
    "charter_text", "strategy_text",
    "decisions_file",
    "decisions_whole",
    # answers to programs, downloads, posts that redirect, pages with a test of their own
    "bare", "products_feed", "news_feed", "newsletter_feed", "sitemap", "robots", "security",
    "healthz", "file", "sign_out", "feed_atom", "topic_atom", "feed_calendar", "post_eml", "space_atom",
    "topic_mbox",
    "gallery",  # samples; held by the tests of the look
    "application_letter", "cite", "cite_bib", "chain_jsonld", "mail_raw", "mail_stop", "mail_form", "my_photo", "my_data_file",
    "desk_fact_undo", "desk_invite_sample",
    # reached by steps only; held by tests/browser/test_steps.py and the tests of their domain
    "sign_in_code", "desk_invite_list",
    # lead on to the page of a conversation
    "short", "short_post",
    # posts of the page's script
    "passkey_ask", "sign_in_passkey",
    # there only where the operator sets a provider
    "sign_in_provider", "sign_in_provider_back",
}  # fmt: skip


def test_every_route_is_in_the_gates():
    names = {pattern.name for pattern in patterns()}
    assert names - set(ROUTES) - NOT_PAGES == set()

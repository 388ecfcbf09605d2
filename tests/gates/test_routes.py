"""No route is forgotten by the gates."""

from tests.architecture.test_house import patterns
from tests.gates.routes import ROUTES

NOT_PAGES = {
    # answers to programs, downloads, posts that redirect, pages with a test of their own
    "bare", "products_feed", "news_feed", "sitemap", "robots", "security", "healthz", "file", "sign_out",
    "gallery",  # samples; held by the tests of the look
    "cite", "cite_bib", "chain_jsonld", "mail_shown", "mail_raw", "mail_stop", "mail_form",
    # forms about one's own things, held by the tests of their domain
    "problem_share", "problem_publication", "problem_correction", "problem_withdrawal", "adaptation_correction", "adaptation_evidence",
    "adaptation_stop",
    "adaptation_withdrawal", "adaptation_publication",
    "my_photo", "my_data_file", "sign_in_code", "desk_invite_list", "desk_mail_in_one",
    "desk_mail_out_one", "post_undo", "post_original",
}  # fmt: skip


def test_every_route_is_in_the_gates():
    names = {pattern.name for pattern in patterns()}
    assert names - set(ROUTES) - NOT_PAGES == set()

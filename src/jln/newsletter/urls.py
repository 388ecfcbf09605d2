"""Addresses of the newsletter and of opportunities."""

from django.urls import path

from jln.newsletter.views import desk, feed, pages, translating

urlpatterns = [
    path("desk/newsletter/", desk.issues, name="desk_newsletter"),
    path("desk/newsletter/opportunity/", desk.offer, name="desk_opportunity"),
    path("desk/newsletter/<str:code>/", desk.issue, name="desk_issue"),
    path("desk/newsletter/<str:code>/head/", desk.head, name="desk_issue_head"),
    path("desk/newsletter/<str:code>/piece/", desk.piece, name="desk_issue_piece"),
    path("desk/newsletter/<str:code>/ask/", desk.ask, name="desk_issue_ask"),
    path("desk/newsletter/<str:code>/preview/", desk.preview, name="desk_issue_preview"),
    path("desk/newsletter/<str:code>/agree/", desk.agree, name="desk_issue_agree"),
    path("desk/newsletter/<str:code>/<slug:language>/", desk.translate, name="desk_issue_words"),
    path("newsletter/", pages.newsletter, name="newsletter"),
    path("newsletter/translate/<int:number>/", translating.edition, name="issue_translate"),
    path("newsletter/<int:number>/", pages.issue, name="newsletter_issue"),
    path("opportunities/", pages.opportunities, name="opportunities"),
    path("opportunities/<str:code>/", pages.opportunity, name="opportunity"),
    path("feeds/newsletter.atom", feed.newsletter_feed, name="newsletter_feed"),
]

"""Addresses of the pages that gather from many domains."""

from django.urls import path

from jln.site.views import about, countries, feeds, home, private_feeds, search, work

urlpatterns = [
    path("", home.home, name="home"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<str:code>/", countries.country, name="country"),
    path("work/", work.work, name="work"),
    path("work/initiatives/<slug:slug>/", work.initiative, name="initiative"),
    path("work/<slug:slug>/", work.group, name="group"),
    path("search/", search.search_page, name="search"),
    path("about/", about.about, name="about"),
    path("about/membership/", about.membership_info, name="membership_info"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/permissions/", about.permissions, name="permissions"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("feeds/products.atom", feeds.products_feed, name="products_feed"),
    path("feeds/news.atom", feeds.news_feed, name="news_feed"),
    path("feeds/<str:secret>/space.atom", private_feeds.feed_atom, name="feed_atom"),
    path("feeds/<str:secret>/<slug:code>.atom", private_feeds.topic_atom, name="topic_atom"),
    path("feeds/<str:secret>/calendar.ics", private_feeds.feed_calendar, name="feed_calendar"),
    path("spaces/<slug:slug>/feed.atom", private_feeds.space_atom, name="space_atom"),
    path("me/feeds/", private_feeds.my_feeds, name="my_feeds"),
    path("sitemap.xml", feeds.sitemap_xml, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path(".well-known/security.txt", feeds.security, name="security"),
]

"""Pages that gather from many domains: home, countries, about, feeds, sitemap."""

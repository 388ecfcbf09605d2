"""The look of the product: one sheet, macros, icons, the map, the woven covers.

How to make a page
------------------
    {% extends "base.html" %}
    {% set nav = "library" %}          the entry of the bar that is current (jln.ui.menus)
    {% block title %}{{ _("Library") }}{% endblock %}
    {% block description %}<meta name="description" content="...">{% endblock %}
    {% block hero %}...{% endblock %}  only the home page has one
    {% block main %}
    {{ ui.kick([(_("Library"), url("library")), (_("Toolkit"), "")]) }}
    <div class="side"><div class="gap2"><h1>..</h1> .. </div><aside class="gap2"> .. </aside></div>
    {% endblock %}

`base.html` is given, in the context of `jln.web.jinja.render`: `request`; `reader`
(`jln.ui.menus.Reader`, or nothing for a visitor); `network` (`jln.ui.menus.Network`);
`told`, a list of sentences about what has just been done.
One `h1`; sections are `h2`. No `style` attribute anywhere, no script in a page.

Every template has, without an import:
    _("..."), ngettext("%(num)s post", "%(num)s posts", n)    %% stands for %
    url("product", slug=..., query={"q": ...})   in the language of the address that is shown
    has_route("desk")    static("htmx.js")    absolute(path)    language()    is_rtl()
    number(1184)  day(on)  partial(date)  short_month(on)  moment(at, zone)  clock(at, zone)
    size(bytes)  list_of(items, "standard" | "or")  language_name("fr", own=True)  country_name(c)
    comma()              the one of the script, with its space, between two values
    text_html(text)      what a person wrote: paragraphs with links, each in its own direction
    icon("search")       home ask work library people calendar search mail download cite clock
                         check bell globe menu lock file edit pin reply warn go thanks up down
                         key plus flag
    weave(dye(initiative), countries, sessions, adaptations, cover=True)
    tiles(countries, _("Member countries"), marks={"GH": "y"}, say={"y": _("adapted it")},
          href=country_path)     y gold, b blue, z both, g green, r red, o dashed
    mini(countries, label, marks={"GH": "y", "KE": "b"})
    csrf_input()         in a form written by hand that posts
    as filters too: |number |day |partial |moment |size |list_of |language_name |country_name
    |text_html

Macros (all as `ui.name`; `call` means {% call ui.name(...) %}inside{% endcall %})
------------------------------------------------------------------------------
marks   badge(words, kind)                  y now or waiting, g done, r needs someone
        cc(country or countries, names=True)    code and name; names=False: the code alone
        ctile(country)  mono(name, large)  date_tile(on)  place(number)
        photo(src, name, bytes)             fetched when opened; never in a <p>
        swatch(initiative, words)           an initiative's weave before its name
        count(number)                       the gold figure
        button(words, icon, kind, name, value)  go(href, words, icon, kind)    kind: o y sm
        do(action, words, fields={}, kind="lk", target="")   a link that posts; never in a <p>
        visibility("public" | "members" | "group" | "private")
        according(row, sure=False)          origin of a Sourced row, silent for sure facts;
                                            never in a <p>
        stitch(share, words)  bar(words, figure, share)  nums([(figure, words)])
        facts([(term, value)])  size_words("PDF", bytes)
lists   section(title, id, link, link_words) call   head(title, link, link_words)
        item(mark, title, href, meta=[], lang) call   an <li> of <ul class="rows">
        title_line(title, href, lang)  meta_line([...])
        person(name, href, country, role, meta) call
        thread([{state: ok|now|gone|"", title, when, kick, text, body, href, countries}],
               across=False)
        step_item(state, title, when, kick, href) call   tombstone(title, kick, why)
        states([{state: ok|wt|no|"", title, text, body}])
        note(title, kind, role, id) call    kind: y waits, g success, r error
        empty(title) call                   what would be here, why, the smallest first step
        messages(told)  table(heads, rows, stack, label)  tabs([(words, href, current)], label)
        post(no, name, href, role, when, lang, foot, used, rest, mark) call
        pager(next, previous)  kick([(words, href)])  key([(mark, words)])
forms   form(action, form, files, id, target) call    fields(form)  field(form["title"], levels)
        errors(form)                        part of form(); alone for forms written by hand
        find(action, label, name, value, words, kind, bare)    a search box
        facets([{name, title, open, choices: [{value, label, count, chosen, dye, lang}]}])
        chips([(words, href)], clear)

    {% call ui.section(_("Versions"), id="versions") %}{{ ui.table([...], rows) }}{% endcall %}
    {% call ui.item(weave(...), product.title, url("product", slug=product.slug),
                    meta=[_("Toolkit"), partial(product.released)], lang=product.language) %}
    <p>{{ product.summary }}</p>{% endcall %}
    {% call ui.form(url("topic", code=topic.code), form) %}
    {{ ui.field(form["text"]) }}<p class="row">{{ ui.button(_("Post reply")) }}</p>{% endcall %}

Classes worth knowing: side lead rail g2 g3 (columns), gap2 stack (rhythm), row (in a line;
row b: apart), rows it tt meta (lists), s m n nw vh (small, muted, figures, unbroken, for
screen readers only), lede voice prose (the people's voice), mt1 mt2 mt3 mb1 mb2 (space),
only-l only-s (wide, narrow windows), np (not printed), narrow (forms), more (a last link).

For htmx: `ui.form(..., target="#posts")` and `ui.do(..., target="#p3")` swap the element with
that id; the same view answers with the block of that name, so call block and id alike.

A page's weight: the sheet is 6.7 KB of the 13.6 KB, the frame 0.9 KB.
"""

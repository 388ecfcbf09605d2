"""An HTML body as lines with their depth of quoting; each character is read once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jln.mail.reading.charsets import clean
from jln.mail.reading.lines import MAX_CHARS, Row, tidy

MAX_MARKUP = 400_000
MAX_OPEN = 300
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:._-]{0,40}")
_ATTRIBUTE = re.compile(
    r"([a-zA-Z_:-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))"
)
_END = re.compile(r"[>\"']")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_BLOCK_NAMES = """
p div tr table ul ol li h1 h2 h3 h4 h5 h6 hr pre blockquote body section article header footer
center dl dt dd form address fieldset tbody
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACED = {"p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table"}
_HIDDEN = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "svg",
    "math",
    "object",
    "xml",
}
_RAW = {"script", "style", "title", "xml"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", "o:p"}
_HEADER_IDS = re.compile(
    r"(?:x_)*divRplyFwdMsg\Z|(?:x_)*mail-editor-reference-message-container\Z|OLK_SRC_BODY_SECTION\Z"
)
_CUT_CLASSES = re.compile(
    r"yahoo_quoted|moz-forward-container|zmail_extra|(?:^|\s)OutlookMessageHeader|qtQuoted|WordSection1_quoted"
    r"|mobile_quote|reply-previous|quoted-message|(?:^|\s)history_container|ymail_android_quote|aolmail_quote"
)
_ATTRIBUTION_CLASSES = re.compile(
    r"gmail_attr|moz-cite-prefix|protonmail_header|zmail_desc|mailru-citation-header|attribution"
)
_SIGNATURE_MARKS = re.compile(
    r"gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block|AppleMailSignature"
    r"|(?:x_)*[Ss]ignature\Z|signature-(?:block|container)|yahoo[-_]?signature|ymail_android_signature|tutanota_signature"
)
_OUTLOOK_RULE = re.compile(
    r"border:\s*none;\s*border-top:\s*solid\s[^;]{3,30};\s*padding:\s*3(?:\.0)?pt", re.IGNORECASE
)
_INDENT = re.compile(r"border:\s*none|margin:\s*0\s+0\s+0\s+40px", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An element that is open: what its closing takes back."""

    name: str
    quote: int = 0
    hidden: int = 0
    pre: int = 0
    mark: str = ""
    tight: bool = False


@dataclass(slots=True)
class _Page:
    """The state of reading: where we stand in the tree, and the line being written."""

    rows: list[Row] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    level: int = 0
    hidden: int = 0
    pre: int = 0
    size: int = 0
    marks: list[str] = field(default_factory=list)
    cut_next: bool = False

    def end_line(self, *, keep_empty: bool = False) -> None:
        """Close the line that is being written; an empty one stays only if a line break made it."""
        text = "".join(self.line)
        if not self.pre:
            text = _BLANK.sub(" ", text).strip()
        self.line = []
        if text.strip() or keep_empty:
            mark = self.marks[-1] if self.marks else ""
            if self.cut_next and text.strip():
                mark, self.cut_next = "cut", False
            self.rows.append(Row(tidy(text), self.level, mark))

    def gap(self) -> None:
        """An empty line, but never two."""
        self.end_line()
        if self.rows and self.rows[-1].text:
            self.rows.append(Row("", self.level))

    def say(self, text: str) -> None:
        """Text between tags."""
        if self.hidden or self.size > MAX_CHARS:
            return
        text = clean(html.unescape(text))
        if self.pre:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self.end_line(keep_empty=True)
                self.line.append(other)
        else:
            self.line.append(_BLANK.sub(" ", text))
        self.size += len(text)


def rows_of_html(source: str) -> list[Row]:
    """The lines that a reader of this page sees, with what its mail program marked."""
    page = _Page()
    for kind, name, rest in _tokens(source[:MAX_MARKUP]):
        if page.size > MAX_CHARS:
            break
        if kind == "text":
            page.say(rest)
        elif kind == "open":
            _opened(page, name, rest)
        else:
            _closed(page, name)
    page.end_line()
    return page.rows


def _tokens(source: str) -> Iterator[tuple[str, str, str]]:
    """Kinds `text`, `open`, `close`; what is no tag is text, what never ends is dropped."""
    place, size = 0, len(source)
    while place < size:
        tag = source.find("<", place)
        if tag < 0:
            yield "text", "", source[place:]
            return
        if tag > place:
            yield "text", "", source[place:tag]
        match = _NAME.match(source, tag + 1)
        if source.startswith("<!", tag) or source.startswith("<?", tag):
            place = _after_comment(source, tag)
        elif not match:
            yield "text", "", "<"
            place = tag + 1
        else:
            end = _tag_end(source, match.end())
            name = match[0].lower()
            yield (
                ("close", name[1:], "")
                if name[0] == "/"
                else ("open", name, source[match.end() : end])
            )
            place = _after_raw(source, name, end + 1) if name in _RAW else end + 1


def _after_comment(source: str, tag: int) -> int:
    closing = "-->" if source.startswith("<!--", tag) else ">"
    end = source.find(closing, tag + 2)
    return len(source) if end < 0 else end + len(closing)


def _after_raw(source: str, name: str, place: int) -> int:
    """Behind the end of a script or style, whose content is no markup."""
    match = re.compile(rf"</{re.escape(name)}", re.IGNORECASE).search(source, place)
    return match.start() if match else len(source)


def _tag_end(source: str, place: int) -> int:
    """Where the tag closes, quotes respected; a quote that does not close soon does not count."""
    while True:
        match = _END.search(source, place)
        if not match:
            return len(source)
        if match[0] == ">":
            return match.start()
        closing = source.find(match[0], match.end(), match.end() + 20_000)
        # A stray quote must cost the length of what it can swallow, never the whole page again.
        if closing < 0:
            end = source.find(">", match.end())
            return len(source) if end < 0 else end
        place = closing + 1


def _opened(page: _Page, name: str, rest: str) -> None:
    if name == "br":
        page.end_line(keep_empty=True)
    elif name == "hr":
        _ruled(page, rest)
    elif name not in _VOID:
        _started(page, name)
        if len(page.stack) < MAX_OPEN:
            _push(page, name, rest)


def _ruled(page: _Page, rest: str) -> None:
    """A rule; Outlook draws one of its own kind above what it quotes."""
    page.end_line()
    if "98%" in rest or "stopspelling" in rest.lower():
        page.cut_next = True
    elif not page.hidden:
        page.rows.append(Row("________________________________", page.level))


def _started(page: _Page, name: str) -> None:
    """The line that an element begins."""
    if name == "body":
        _unhide(page)
    if name in _BLOCKS:
        page.gap() if name in _SPACED and name != "p" else page.end_line()
    if name in ("td", "th"):
        page.line.append(" ")
    elif name == "li":
        page.line.append("- ")


def _unhide(page: _Page) -> None:
    """A head that was never closed does not hide the body."""
    page.hidden = 0
    for node in page.stack:
        node.hidden = 0


def _push(page: _Page, name: str, rest: str) -> None:
    attributes = (
        {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(rest[:8000])}
        if rest
        else {}
    )
    style, css, ident = (
        attributes.get("style", ""),
        attributes.get("class", ""),
        attributes.get("id", ""),
    )
    # Outlook writes each line as a paragraph without a margin.
    node = _Open(name, tight="Mso" in css)
    if name == "blockquote" and not (
        _INDENT.search(style) and "cite" not in rest and "gmail_quote" not in css
    ):
        node.quote = 1
    if (
        name in _HIDDEN
        or "display:none" in style.replace(" ", "")
        or "mso-hide:all" in style.replace(" ", "")
    ):
        node.hidden = 1
    if name == "pre" or "white-space:pre" in style.replace(" ", ""):
        node.pre = 1
    if (
        _HEADER_IDS.match(ident)
        or _CUT_CLASSES.search(css)
        or _CUT_CLASSES.search(ident)
        or _OUTLOOK_RULE.search(style)
    ):
        page.cut_next = True
    if _ATTRIBUTION_CLASSES.search(css):
        node.mark = "attribution"
    elif _SIGNATURE_MARKS.search(css) or _SIGNATURE_MARKS.search(ident):
        node.mark = "signature"
    page.stack.append(node)
    page.level += node.quote
    page.hidden += node.hidden
    page.pre += node.pre
    if node.mark:
        page.end_line()
        page.marks.append(node.mark)


def _closed(page: _Page, name: str) -> None:
    place = next(
        (at for at in range(len(page.stack) - 1, -1, -1) if page.stack[at].name == name), -1
    )
    if name in _BLOCKS:
        tight = name not in _SPACED or (place >= 0 and page.stack[place].tight)
        # Outlook writes an empty line as a paragraph of a single no-break space.
        kept = name == "p" and tight and any("\xa0" in text for text in page.line)
        page.end_line(keep_empty=kept) if tight else page.gap()
    if place < 0:
        return
    while len(page.stack) > place:
        node = page.stack.pop()
        if node.mark:
            page.end_line()
            page.marks.pop()
        page.level -= node.quote
        page.hidden -= node.hidden
        page.pre -= node.pre

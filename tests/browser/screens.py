"""Every screen in one page of pictures: `python -m tests.browser.screens OUT [--drawn FOLDER]`.

Each is taken at two widths from a demonstration network, beside the drawing it was made
after, with what differs and what was done about it (`docs/screens.md`).
"""

import argparse
import html
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser.live import Live, chromium
from tests.trees import ROOT, plant

WIDTHS = (390, 1280)
VISITOR, PRACTITIONER, COORDINATOR, STAFF = "", "Adjoa", "Wanjiru", "Zawadi"
SITTING = "Paolo"
LIST = ROOT / "docs" / "screens.md"


@dataclass(frozen=True)
class Screen:
    """One page as somebody reads it."""

    route: str
    reader: str = VISITOR
    drawn: str = ""  # the name of its drawing, where there is one
    language: str = "en"
    way: str = ""  # how to get there, where its address alone does not lead to it


# Public pages are shown as a visitor reads them where they speak to visitors, otherwise as
# a member does: she sees more of them.
SCREENS = {
    "home": Screen("home", drawn="home"),
    "home-ar": Screen("home", drawn="home-ar", language="ar"),
    "portal": Screen("home", PRACTITIONER, "portal"),
    "portal-ar": Screen("home", PRACTITIONER, "portal-ar", "ar"),
    "countries": Screen("countries", PRACTITIONER),
    "country": Screen("country", PRACTITIONER, "country"),
    "country-fr": Screen("country", drawn="country-fr", language="fr"),
    "core_group": Screen("core_group", COORDINATOR, "group"),
    "core_group_record": Screen("core_group_record", COORDINATOR),
    "core_group_public": Screen("core_group_public", COORDINATOR),
    "core_group_passed_on": Screen("core_group_passed_on", COORDINATOR),
    "core_meeting": Screen("core_meeting", COORDINATOR),
    "core_meetings": Screen("core_meetings", COORDINATOR),
    "core_actions": Screen("core_actions", COORDINATOR),
    "core_meeting_cancel": Screen("core_meeting_cancel", COORDINATOR),
    "core_support": Screen("core_support", COORDINATOR),
    "core_support_one": Screen("core_support_one", STAFF),
    "core_meeting_new": Screen("core_meeting_new", COORDINATOR),
    "core_meeting_plan": Screen("core_meeting_plan", COORDINATOR),
    "core_meeting_notes": Screen("core_meeting_notes", COORDINATOR),
    "core_meeting_letter": Screen("core_meeting_letter", COORDINATOR),
    "core_action": Screen("core_action", COORDINATOR),
    "core_action_new": Screen("core_action_new", COORDINATOR),
    "core_action_change": Screen("core_action_change", COORDINATOR),
    "work": Screen("work", PRACTITIONER),
    "initiative": Screen("initiative", PRACTITIONER),
    "group": Screen("group", PRACTITIONER, "workspace"),
    "library": Screen("library", PRACTITIONER, "library"),
    "product": Screen("product", STAFF, "product"),
    "origins": Screen("origins", STAFF),
    "adapt": Screen("adapt", PRACTITIONER, "adapt"),
    "adaptation": Screen("adaptation", PRACTITIONER),
    "adaptation_evidence": Screen("adaptation_evidence", STAFF),
    "adaptation_stop": Screen("adaptation_stop", STAFF),
    "adaptation_correction": Screen("adaptation_correction", STAFF),
    "adaptation_withdrawal": Screen("adaptation_withdrawal", STAFF),
    "adaptation_publication": Screen("adaptation_publication", STAFF),
    "problem_new": Screen("problem_new", PRACTITIONER),
    "problem": Screen("problem", PRACTITIONER),
    "problem_share": Screen("problem_share", PRACTITIONER),
    "problem_correction": Screen("problem_correction", STAFF),
    "problem_withdrawal": Screen("problem_withdrawal", STAFF),
    "problem_publication": Screen("problem_publication", STAFF),
    "chain": Screen("chain", PRACTITIONER, "chain"),
    "events": Screen("events", PRACTITIONER),
    "event_places": Screen("event_places", STAFF),
    "nominations": Screen("nominations", COORDINATOR),
    "nomination": Screen("nomination", COORDINATOR, "nominate"),
    "nomination_order": Screen("nomination_order", COORDINATOR),
    "nomination_object": Screen("nomination_object", COORDINATOR),
    "nomination_send": Screen("nomination_send", COORDINATOR),
    "event": Screen("event", PRACTITIONER, "event"),
    "steering_group": Screen("steering_group", PRACTITIONER, "register"),
    "priorities": Screen("priorities", PRACTITIONER),
    "priority_round": Screen("priority_round", PRACTITIONER),
    "priority_new": Screen("priority_new", STAFF),
    "priority_mine": Screen("priority_mine", PRACTITIONER),
    "priority_list": Screen("priority_list", COORDINATOR),
    "contributions": Screen("contributions", COORDINATOR),
    "contribution": Screen("contribution", COORDINATOR),
    "priority_similar": Screen("priority_similar", STAFF),
    "priority_consent": Screen("priority_consent", COORDINATOR),
    "priority_points": Screen("priority_points", COORDINATOR),
    "priority_fate": Screen("priority_fate", STAFF),
    "elections": Screen("elections", PRACTITIONER),
    "election": Screen("election", COORDINATOR),
    "election_call": Screen("election_call", STAFF),
    "election_stand": Screen("election_stand", COORDINATOR),
    "election_link": Screen("election_link", COORDINATOR),
    "election_off": Screen("election_off", STAFF),
    "election_ballot": Screen("election_ballot", COORDINATOR),
    "meeting": Screen("meeting", SITTING, "meeting"),
    "steering_term_new": Screen("steering_term_new", STAFF),
    "steering_term_end": Screen("steering_term_end", STAFF),
    "steering_seat": Screen("steering_seat", STAFF),
    "steering_meeting_new": Screen("steering_meeting_new", STAFF),
    "steering_meeting_plan": Screen("steering_meeting_plan", STAFF),
    "steering_meeting_cancel": Screen("steering_meeting_cancel", STAFF),
    "steering_meeting_letter": Screen("steering_meeting_letter", STAFF),
    "steering_presence": Screen("steering_presence", SITTING),
    "steering_input": Screen("steering_input", PRACTITIONER),
    "steering_item_new": Screen("steering_item_new", STAFF),
    "steering_room": Screen("steering_room", SITTING),
    "steering_approve": Screen("steering_approve", SITTING),
    "steering_summary": Screen("steering_summary", STAFF),
    "steering_item": Screen("steering_item", SITTING),
    "steering_item_change": Screen("steering_item_change", STAFF),
    "steering_item_paper": Screen("steering_item_paper", STAFF),
    "steering_item_minutes": Screen("steering_item_minutes", STAFF),
    "decisions": Screen("decisions", PRACTITIONER, "register"),
    "decision": Screen("decision", PRACTITIONER, "decision"),
    "decision_words": Screen("decision_words", STAFF),
    "motion": Screen("motion", SITTING, "procedure"),
    "motion_settle": Screen("motion_settle", STAFF),
    "motion_new": Screen("motion_new", STAFF),
    "rule_change": Screen("rule_change", STAFF),
    "network_manager": Screen("network_manager", STAFF),
    "manager_new": Screen("manager_new", STAFF),
    "manager_head": Screen("manager_head", STAFF),
    "charter": Screen("charter", STAFF),
    "charter_new": Screen("charter_new", STAFF),
    "working_groups": Screen("working_groups", PRACTITIONER),
    "working_group": Screen("working_group", SITTING, "group"),
    "working_group_new": Screen("working_group_new", STAFF),
    "working_group_close": Screen("working_group_close", STAFF),
    "working_group_seat": Screen("working_group_seat", STAFF),
    "working_group_report": Screen("working_group_report", SITTING),
    "strategy": Screen("strategy", PRACTITIONER),
    "strategy_version": Screen("strategy_version", PRACTITIONER),
    "strategy_difference": Screen("strategy_difference", PRACTITIONER),
    "strategy_new": Screen("strategy_new", STAFF),
    "strategy_write": Screen("strategy_write", STAFF),
    "strategy_ask": Screen("strategy_ask", STAFF),
    "strategy_input": Screen("strategy_input", PRACTITIONER),
    "strategy_put": Screen("strategy_put", STAFF),
    "strategy_goal": Screen("strategy_goal", STAFF),
    "item_motion": Screen("item_motion", STAFF),
    "institutions": Screen("institutions", PRACTITIONER),
    "institution": Screen("institution", PRACTITIONER, "institution"),
    "insights": Screen("insights", PRACTITIONER, "insights"),
    "about": Screen("about"),
    "membership": Screen("membership", STAFF, "membership"),
    "membership_info": Screen("membership_info", drawn="membership"),
    "privacy": Screen("privacy"),
    "permissions": Screen("permissions"),
    "rules": Screen("rules"),
    "accessibility": Screen("accessibility"),
    "search": Screen("search", PRACTITIONER, "search"),
    "ask": Screen("ask", PRACTITIONER, "ask"),
    "ask_new": Screen("ask_new", PRACTITIONER, "ask-new", way="ask"),
    "topic": Screen("topic", PRACTITIONER, "topic"),
    "post": Screen("post", PRACTITIONER),
    "post_original": Screen("post_original", PRACTITIONER),
    "post_undo": Screen("post_undo", PRACTITIONER),
    "post_thank": Screen("post_thank", PRACTITIONER),
    "topic_follow": Screen("topic_follow", PRACTITIONER),
    "topic_decline": Screen("topic_decline", PRACTITIONER),
    "post_hide": Screen("post_hide", STAFF),
    "topic_hide": Screen("topic_hide", STAFF),
    "directory": Screen("directory", PRACTITIONER, "directory"),
    "person": Screen("person", PRACTITIONER, "person"),
    "relay": Screen("relay", PRACTITIONER),
    "sign_in": Screen("sign_in", drawn="signin"),
    "sign_in-ar": Screen("sign_in", drawn="signin-ar", language="ar"),
    "sign_in_code": Screen("sign_in_code", drawn="signin-code", way="code"),
    "sign_in_link": Screen("sign_in_link"),
    "welcome": Screen("welcome", drawn="welcome", way="invitation"),
    "welcome-closed": Screen("welcome"),
    "me": Screen("me", PRACTITIONER),
    "my_work": Screen("my_work", PRACTITIONER),
    "my_position": Screen("my_position", PRACTITIONER),
    "my_seats": Screen("my_seats", PRACTITIONER),
    "seat_end": Screen("seat_end", STAFF),
    "handover": Screen("handover", PRACTITIONER, "handover"),
    "handover_name": Screen("handover_name", STAFF),
    "handover_take": Screen("handover_take", PRACTITIONER),
    "handover_second": Screen("handover_second", STAFF),
    "join": Screen("join", drawn="interest"),
    "join_draft": Screen("join_draft", drawn="interest"),
    "application": Screen("application", STAFF),
    "assessment": Screen("assessment", COORDINATOR, "assess"),
    "assessment_endorse": Screen("assessment_endorse", COORDINATOR),
    "assessment_verify": Screen("assessment_verify", STAFF),
    "membership_waiver": Screen("membership_waiver", STAFF),
    "membership_level": Screen("membership_level", STAFF),
    "desk_pipeline": Screen("desk_pipeline", STAFF),
    "desk_seats": Screen("desk_seats", STAFF),
    "my_country": Screen("my_country", PRACTITIONER),
    "my_zone": Screen("my_zone", PRACTITIONER),
    "my_mail": Screen("my_mail", PRACTITIONER, "mymail"),
    "my_languages": Screen("my_languages", PRACTITIONER),
    "my_addresses": Screen("my_addresses", PRACTITIONER),
    "my_sessions": Screen("my_sessions", PRACTITIONER),
    "my_security": Screen("my_security", PRACTITIONER),
    "my_authenticator": Screen("my_authenticator", PRACTITIONER),
    "sign_in_second": Screen("sign_in_second", PRACTITIONER),
    "not_me": Screen("not_me"),
    "my_data": Screen("my_data", PRACTITIONER),
    "mail_viewer": Screen("mail_viewer"),
    "mail_shown": Screen("mail_shown"),
    "desk": Screen("desk", STAFF, "desk"),
    "desk_mail_in": Screen("desk_mail_in", STAFF),
    "desk_mail_in_one": Screen("desk_mail_in_one", STAFF),
    "desk_mail_handle": Screen("desk_mail_handle", STAFF),
    "desk_mail_out": Screen("desk_mail_out", STAFF),
    "desk_mail_out_one": Screen("desk_mail_out_one", STAFF),
    "desk_facts": Screen("desk_facts", STAFF),
    "desk_fact": Screen("desk_fact", STAFF),
    "desk_facts_done": Screen("desk_facts_done", STAFF),
    "desk_invite": Screen("desk_invite", STAFF),
    "desk_people": Screen("desk_people", STAFF),
    "desk_person": Screen("desk_person", STAFF),
    "desk_countries": Screen("desk_countries", STAFF),
    "desk_all_contacts": Screen("desk_all_contacts", STAFF),
    "desk_contacts": Screen("desk_contacts", STAFF),
    "desk_person_second": Screen("desk_person_second", STAFF),
    "desk_country_request": Screen("desk_country_request", STAFF),
}


def entries():
    """What the list says of each screen: its differences, by name."""
    found = {}
    for section in re.split(r"^## ", LIST.read_text(), flags=re.MULTILINE)[1:]:
        name, _line, text = section.partition("\n")
        points = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
        found[name.strip()] = [" ".join(point.split()) for point in points]
    return found


class Camera:
    """Takes screens of one network, each person in a browser of her own."""

    def __init__(self, live, browser, out):
        self.live = live
        self.out = out
        cookies = live.cookies(browser, (PRACTITIONER, COORDINATOR, STAFF, SITTING)) | {
            VISITOR: None
        }
        self.paths = live.paths()  # after everybody has signed in: some lead to those who did not
        self.pages = {}
        for reader, state in cookies.items():
            context = browser.new_context(base_url=live.url, storage_state=state)
            self.pages[reader] = context.new_page()

    def take(self, name, screen):
        """Both pictures of one screen."""
        page = self.pages[screen.reader]
        if screen.reader and screen.language != "en":
            self.live.speak(page, screen.language)
        if screen.way:
            getattr(self, f"_by_{screen.way}")(page)
        else:
            prefix = f"/{screen.language}" if not screen.reader and screen.language != "en" else ""
            assert page.goto(prefix + self.paths[screen.route]).status == 200, name
        assert page.locator("main").count() == 1, name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            long = page.evaluate("document.scrollingElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": long})  # the bottom bar ends the page
            page.screenshot(path=self.out / f"{name}-{width}.png")
        if screen.reader and screen.language != "en":
            self.live.speak(page, "en")

    def _by_ask(self, page):
        """A question as far as the page that says who will be asked."""
        page.goto("/ask/")
        page.get_by_label("What are you stuck on?").fill("How do others pay clinics per visit?")
        page.get_by_role("main").get_by_role("button", name="Next").click()
        page.get_by_role("main").get_by_role("button", name="Check and see who is asked").click()

    def _by_code(self, page):
        """The page that waits for a code."""
        page.goto("/sign-in/")
        page.get_by_label("Email").fill("akosua@gh.example")
        page.get_by_role("main").get_by_role("button", name="Send me a code").click()
        page.wait_for_url("**/sign-in/code/**")

    def _by_invitation(self, page):
        """The link of a letter that invites somebody."""
        address = "dorcas@gh.example"
        desk = self.pages[STAFF]
        desk.goto("/desk/invite/")
        desk.locator("[name=address]").fill(address)
        desk.locator("[name=name]").fill("Dorcas")
        desk.locator("[name=country]").select_option(label="Ghana")
        desk.locator("main form .btn").first.click()
        letter = self.live.mail.letter(address)
        page.goto(re.search(r"http\S+/welcome/\S+", letter.text)[0])


def index(out, drawn):
    """The page that holds them all."""
    said = entries()
    parts = [_section(name, screen, said.get(name, []), drawn) for name, screen in SCREENS.items()]
    links = " ".join(f'<a href="#{name}">{name}</a>' for name in SCREENS)
    (out / "index.html").write_text(PAGE.format(links=links, parts="\n".join(parts)))


def _section(name, screen, points, drawn):
    pictures = []
    for width in WIDTHS:
        pictures.append(_picture(f"{name}-{width}.png", f"{name}, {width} px"))
        theirs = f"{screen.drawn}-{width}.png"
        if screen.drawn and drawn and (drawn / theirs).exists():
            pictures.append(_picture(f"drawn/{theirs}", f"the drawing, {width} px"))
    listed = "".join(f"<li>{html.escape(point)}</li>" for point in points)
    who = screen.reader or "a visitor"
    return (
        f'<section id="{name}"><h2>{name}</h2><p>{screen.route}, as {who} sees it, '
        f"{screen.language}</p><ul>{listed}</ul><div>{''.join(pictures)}</div></section>"
    )


def _picture(path, words):
    kind = "wide" if path.endswith(f"-{WIDTHS[1]}.png") else "phone"
    return (
        f'<figure class="{kind}"><figcaption>{words}</figcaption><a href="{path}">'
        f'<img src="{path}" alt="{words}" loading="lazy"></a></figure>'
    )


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens beside their drawings</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1rem }}
div {{ display: flex; align-items: flex-start; gap: 1rem; overflow-x: auto }}
figure {{ margin: 0; flex: none }}
img {{ border: 1px solid #888; inline-size: 100% }}
.phone {{ inline-size: 390px }} .wide {{ inline-size: 800px }}
section {{ border-block-start: 3px solid; margin-block-start: 2rem }}
ul {{ max-inline-size: 50rem }}
</style>
<h1>Screens beside their drawings</h1>
<p>Ours first, then the drawing where there is one; full size behind each picture.</p>
<nav>{links}</nav>
{parts}
</html>
"""


def main(words):
    """Start a demonstration, take what is asked for, write the page."""
    asked = argparse.ArgumentParser(prog="python -m tests.browser.screens")
    asked.add_argument("out", type=Path)
    asked.add_argument(
        "--drawn", type=Path, help="a folder of drawings: NAME-390.png, NAME-1280.png"
    )
    asked.add_argument("--only", nargs="+", default=list(SCREENS), choices=list(SCREENS))
    asked = asked.parse_args(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = plant(Path(folder) / "network")
        try:
            _take(tree, asked)
        finally:
            tree.end()
    if asked.drawn:
        shutil.copytree(asked.drawn, asked.out / "drawn", dirs_exist_ok=True)
    index(asked.out, asked.drawn)
    sys.stdout.write(f"{asked.out / 'index.html'}\n")


def _take(tree, asked):
    live = Live(tree)
    live.jln("demo")
    live.served.start()
    with chromium() as browser:
        camera = Camera(live, browser, asked.out)
        for name in asked.only:
            camera.take(name, SCREENS[name])
    live.served.web.terminate()
    live.served.web.wait(30)


if __name__ == "__main__":
    main(sys.argv[1:])

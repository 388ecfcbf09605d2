"""Every permission of the product, as a word in the code.

A permission says *who* may do something. *When* it may be done is a rule
(`<domain>/rules.py`). The labels stand on the public permissions page.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """<thing>.<verb>. Keep alphabetical."""

    ADAPTATION_ADVANCE = "adaptation.advance", _("Add evidence to an adaptation, or stop it")
    ADAPTATION_CORRECT = "adaptation.correct", _("Correct what an adaptation says")
    ADAPTATION_REPORT = "adaptation.report", _("Record an adaptation for a country")
    ADAPTATION_VIEW = "adaptation.view", _("Read an adaptation")
    ADAPTATION_WITHDRAW = "adaptation.withdraw", _("Take back an adaptation")
    APPLICATION_SCREEN = "application.screen", _("Answer a country's expression of interest")
    APPLICATION_VIEW = "application.view", _("Read a country's expression of interest")
    CORE_ACTION_SETTLE = "core_action.settle", _("Settle an action of a Core Group")
    CORE_ACTION_VIEW = "core_action.view", _("Read an action of a Core Group")
    CORE_GROUP_CHANGE = "core_group.change", _("Change a Core Group, and what is public of it")
    CORE_GROUP_FORM = "core_group.form", _("Put the Core Group of a country on record")
    CORE_GROUP_KEEP = "core_group.keep", _("Hold a Core Group's meetings, give its actions")
    CORE_GROUP_VIEW = "core_group.view", _("See how a country's Core Group is doing")
    CORE_MEETING_VIEW = "core_meeting.view", _("Read a meeting of a Core Group")
    COUNTRY_JUDGE = "country.judge", _("See what a country lacks for Full Membership")
    COUNTRY_PUBLISH = "country.publish", _("Decide what is public about a country")
    DESK_OPEN = "desk.open", _("Open the desk")
    ELECTION_CALL = "election.call", _("Call an election, or call it off")
    ELECTION_STAND = "election.stand", _("Say whether a country stands for the Steering Group")
    ELECTION_VOTE = "election.vote", _("Vote for a country in an election")
    HANDOVER_TAKE = "handover.take", _("Say yes or no to a seat")
    HANDOVER_VIEW = "handover.view", _("Follow the hand-over of a seat")
    MAIL_HANDLE = "mail.handle", _("Bring mail that waits to where it belongs, or answer it")
    MAIL_READ = "mail.read", _("See mail in and out, with codes and links replaced by marks")
    PERSON_EDIT = "person.edit", _("Change a profile, addresses and settings; export; close")
    PERSON_ERASE = "person.erase", _("Erase a person")
    PERSON_INVITE = "person.invite", _("Invite people for a country")
    PERSON_MOVE = "person.move", _("Decide on a person's change of country")
    PERSON_RESET = "person.reset", _("Let somebody set up their second step again; it takes two")
    PERSON_SUSPEND = "person.suspend", _("Suspend a person, or lift it")
    PERSON_VIEW = "person.view", _("See a person in the directory")
    PERSON_WRITE_TO = "person.write_to", _("Write to a person by relay")
    POST_HIDE = "post.hide", _("Hide a post")
    POST_THANK = "post.thank", _("Mark a post as helpful and thank for it")
    POST_VIEW = "post.view", _("Read a post")
    PROBLEM_CORRECT = "problem.correct", _("Correct a problem, or take it back")
    PROBLEM_REMEMBER = "problem.remember", _("See that a problem was taken back")
    PROBLEM_SHARE = "problem.share", _("Say that a country shares a problem")
    PROBLEM_STATE = "problem.state", _("State a problem of a country")
    PROBLEM_VIEW = "problem.view", _("Read a problem")
    PRODUCT_LINK = "product.link", _("Record what a product came from")
    PRODUCT_VIEW = "product.view", _("Read a product's page")
    SEAT_END = "seat.end", _("End a seat, name who follows, and agree to her")
    STATEMENT_CONFIRM = "statement.confirm", _("Confirm, correct or remove a fact of history")
    STEERING_COMMENT = "steering.comment", _("Give input to an agenda of the Steering Group")
    STEERING_KEEP = "steering.keep", _("Hold the Steering Group's meetings")
    STEERING_READ = "steering.read", _("Read papers and minutes of the Steering Group")
    STEERING_SEAT = "steering.seat", _("Begin and end terms on the Steering Group, seat people")
    STEERING_SIT = "steering.sit", _("Sit in a meeting of the Steering Group")
    TOPIC_ANSWER = "topic.answer", _("Write a post in a topic")
    TOPIC_FOLLOW = "topic.follow", _("Follow a topic, or mute it")
    TOPIC_HIDE = "topic.hide", _("Hide a topic")
    TOPIC_START = "topic.start", _("Ask or start a topic in a space")
    TOPIC_VIEW = "topic.view", _("Read a topic")
    UPLOAD_VIEW = "upload.view", _("Open a file")

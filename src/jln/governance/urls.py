"""Addresses of the Steering Group and of Country Core Groups."""

from django.urls import path

from jln.governance import views

SESSION = "steering-group/meetings/<slug:slug>/"
TERM = "steering-group/terms/<slug:code>/"
ITEM = "steering-group/items/<slug:code>/"
GROUP = "countries/<slug:country>/group/"

urlpatterns = [
    path("steering-group/", views.steering_group, name="steering_group"),
    path("steering-group/terms/new/", views.steering_term_new, name="steering_term_new"),
    path(
        "steering-group/terms/<slug:code>/end/", views.steering_term_end, name="steering_term_end"
    ),
    path("steering-group/terms/<slug:code>/seat/", views.steering_seat, name="steering_seat"),
    path("steering-group/meetings/new/", views.steering_meeting_new, name="steering_meeting_new"),
    path(SESSION, views.meeting, name="meeting"),
    path(f"{SESSION}plan/", views.steering_meeting_plan, name="steering_meeting_plan"),
    path(f"{SESSION}cancel/", views.steering_meeting_cancel, name="steering_meeting_cancel"),
    path(f"{SESSION}letter/", views.steering_meeting_letter, name="steering_meeting_letter"),
    path(f"{SESSION}presence/", views.steering_presence, name="steering_presence"),
    path(f"{SESSION}input/", views.steering_input, name="steering_input"),
    path(f"{SESSION}items/", views.steering_item_new, name="steering_item_new"),
    path(f"{SESSION}room/", views.steering_room, name="steering_room"),
    path(f"{SESSION}minutes/", views.steering_approve, name="steering_approve"),
    path(f"{SESSION}summary/", views.steering_summary, name="steering_summary"),
    path(ITEM, views.steering_item, name="steering_item"),
    path(f"{ITEM}change/", views.steering_item_change, name="steering_item_change"),
    path(f"{ITEM}papers/", views.steering_item_paper, name="steering_item_paper"),
    path(f"{ITEM}minutes/", views.steering_item_minutes, name="steering_item_minutes"),
    path("steering-group/decisions/", views.decisions, name="decisions"),
    path("steering-group/decisions/<int:number>/", views.decision, name="decision"),
    path(
        "steering-group/decisions/<int:number>/words/",
        views.decision_words,
        name="decision_words",
    ),
    path("steering-group/decisions.jsonl", views.decisions_file, name="decisions_file"),
    path("steering-group/decisions-whole.jsonl", views.decisions_whole, name="decisions_whole"),
    path(f"{ITEM}motion/", views.item_motion, name="item_motion"),
    path("steering-group/motions/new/", views.motion_new, name="motion_new"),
    path("steering-group/motions/<slug:code>/", views.motion, name="motion"),
    path("steering-group/motions/<slug:code>/settle/", views.motion_settle, name="motion_settle"),
    path("about/rules/<slug:code>/change/", views.rule_change, name="rule_change"),
    path("network-manager/", views.network_manager, name="network_manager"),
    path("network-manager/new/", views.manager_new, name="manager_new"),
    path("network-manager/head/", views.manager_head, name="manager_head"),
    path("about/charter/", views.charter, name="charter"),
    path("about/charter/new/", views.charter_new, name="charter_new"),
    path("about/charter/<int:number>/", views.charter_text, name="charter_text"),
    path("strategy/", views.strategy, name="strategy"),
    path("strategy/new/", views.strategy_new, name="strategy_new"),
    path("strategy/goals/<slug:code>/", views.strategy_goal, name="strategy_goal"),
    path("strategy/<int:number>/", views.strategy_version, name="strategy_version"),
    path("strategy/<int:number>/text/", views.strategy_text, name="strategy_text"),
    path(
        "strategy/<int:number>/since/<int:since>/",
        views.strategy_difference,
        name="strategy_difference",
    ),
    path("strategy/<int:number>/write/", views.strategy_write, name="strategy_write"),
    path("strategy/<int:number>/ask/", views.strategy_ask, name="strategy_ask"),
    path("strategy/<int:number>/input/", views.strategy_input, name="strategy_input"),
    path("strategy/<int:number>/put/", views.strategy_put, name="strategy_put"),
    path("working-groups/", views.working_groups, name="working_groups"),
    path("working-groups/new/", views.working_group_new, name="working_group_new"),
    path("working-groups/<slug:slug>/", views.working_group, name="working_group"),
    path(
        "working-groups/<slug:slug>/close/", views.working_group_close, name="working_group_close"
    ),
    path("working-groups/<slug:slug>/seat/", views.working_group_seat, name="working_group_seat"),
    path(
        "working-groups/<slug:slug>/report/",
        views.working_group_report,
        name="working_group_report",
    ),
    path(GROUP, views.core_group, name="core_group"),
    path(f"{GROUP}record/", views.core_group_record, name="core_group_record"),
    path(f"{GROUP}public/", views.core_group_public, name="core_group_public"),
    path(f"{GROUP}passed-on/", views.core_group_passed_on, name="core_group_passed_on"),
    path(f"{GROUP}support/", views.core_support, name="core_support"),
    path(f"{GROUP}support/<slug:code>/", views.core_support_one, name="core_support_one"),
    path(f"{GROUP}actions/", views.core_actions, name="core_actions"),
    path(f"{GROUP}meetings/", views.core_meetings, name="core_meetings"),
    path(
        f"{GROUP}meetings/<slug:code>/cancel/",
        views.core_meeting_cancel,
        name="core_meeting_cancel",
    ),
    path(f"{GROUP}meetings/new/", views.core_meeting_new, name="core_meeting_new"),
    path(f"{GROUP}meetings/<slug:code>/", views.core_meeting, name="core_meeting"),
    path(f"{GROUP}meetings/<slug:code>/plan/", views.core_meeting_plan, name="core_meeting_plan"),
    path(
        f"{GROUP}meetings/<slug:code>/notes/", views.core_meeting_notes, name="core_meeting_notes"
    ),
    path(
        f"{GROUP}meetings/<slug:code>/letter/",
        views.core_meeting_letter,
        name="core_meeting_letter",
    ),
    path(f"{GROUP}meetings/<slug:code>/actions/", views.core_action_new, name="core_action_new"),
    path(f"{GROUP}actions/<slug:code>/", views.core_action, name="core_action"),
    path(
        f"{GROUP}actions/<slug:code>/change/", views.core_action_change, name="core_action_change"
    ),
]

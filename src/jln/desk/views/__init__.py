"""The pages of the Network Manager's staff. Coordinators see the page that invites."""

from jln.desk.views.contacts import all_contacts, contacts, countries
from jln.desk.views.history import fact, fact_undo, facts, facts_done
from jln.desk.views.inviting import invite, invite_list, invite_sample
from jln.desk.views.mail import mail_handle, mail_in, mail_in_one, mail_out, mail_out_one
from jln.desk.views.moderation import moderation
from jln.desk.views.people import country_request, people, person
from jln.desk.views.second import person_second
from jln.desk.views.waiting import desk

__all__ = [
    "all_contacts", "contacts", "countries", "country_request", "desk", "fact", "fact_undo",
    "facts", "facts_done", "invite",
    "invite_list", "invite_sample", "mail_handle", "mail_in", "mail_in_one", "mail_out",
    "mail_out_one", "moderation", "people", "person", "person_second",
]  # fmt: skip

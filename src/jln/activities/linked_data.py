"""An activity as schema.org's Event, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.activities.terms import Format
from jln.web import network

if TYPE_CHECKING:
    from jln.activities.models import Activity

ONLINE = {Format.WEBINAR, Format.WEBINAR_SERIES}
SCHEMA = "https://schema.org/"


def of(activity: Activity) -> dict[str, object]:
    """What is known, and nothing guessed: no place and no date where none is known."""
    is_online = activity.format in ONLINE
    said: dict[str, object] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "name": activity.title,
        "url": network.link(f"/events/{activity.slug}/"),
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}{'Online' if is_online else 'Offline'}EventAttendanceMode",
        "organizer": {"@type": "Organization", "name": network.current().name},
    }
    if activity.starts:
        said["startDate"] = str(activity.starts)
    if activity.ends:
        said["endDate"] = str(activity.ends)
    if is_online:
        said["location"] = {"@type": "VirtualLocation", "url": said["url"]}
    elif activity.place:
        said["location"] = {"@type": "Place", "name": activity.place}
    return said

"""What the pages of membership accept: shapes, never rules."""

from jln.membership.forms.applying import ApplicationForm, JoinForm, ScreenForm

__all__ = ["ApplicationForm", "JoinForm", "ScreenForm"]

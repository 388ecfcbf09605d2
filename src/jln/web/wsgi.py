"""The WSGI door: Django's handler, behind which every page is made."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jln.settings")
application = get_wsgi_application()

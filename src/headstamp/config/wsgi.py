"""The server's entry point: `gunicorn headstamp.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headstamp.config.settings")
application = get_wsgi_application()

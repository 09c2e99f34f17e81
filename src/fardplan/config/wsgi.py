"""The entry point that the web server loads."""

from __future__ import annotations

import atexit
import gc
import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver


if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

# How many new objects there are before the youngest are looked through, and how many
# such looks before the next age. Python's own 700 means several looks at each page.
YOUNGEST, MIDDLE, OLDEST = 20_000, 20, 20

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fardplan.config.settings")
application = get_wsgi_application()


def settled_application() -> WSGIHandler:
    """Load what every page needs, and let the garbage collector leave it alone.

    To look through the whole program takes a tenth of a second, in the midst of some
    visitor's request, and finds nothing. Web processes that are forked from here share
    its memory. At the end all is as usual, so that libraries can clear up.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNGEST, MIDDLE, OLDEST)
    atexit.register(gc.unfreeze)
    return application

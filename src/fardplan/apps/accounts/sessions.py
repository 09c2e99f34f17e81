"""Sessions in the database that know whose they are (``SESSION_ENGINE``)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from fardplan.apps.accounts.models import PersonSession


DEVICE, STARTED = "device", "started"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person's number in a column."""

    @classmethod
    def get_model_class(cls) -> type[PersonSession]:
        return PersonSession

    def create_model_instance(self, data: dict[str, Any]) -> PersonSession:
        row = super().create_model_instance(data)
        assert isinstance(row, PersonSession)  # noqa: S101 -- what get_model_class says
        if SESSION_KEY in data:
            row.user_id, row.device = int(data[SESSION_KEY]), data.get(DEVICE, "")
            row.started_at = datetime.fromtimestamp(data.get(STARTED, 0), UTC)
        return row

"""The real server, which also prints when each change of an incident was committed: `commit INCIDENT MONOTONIC_NS`."""

from __future__ import annotations

import sys
import threading
import time

from sqlalchemy import event

from hallenwart_backend import cli, main
from hallenwart_backend.alerts.rules import Incident


class TimedBackend(main.Backend):
    def __init__(self, options: main.Options) -> None:
        super().__init__(options)
        self._committed_ns = 0
        event.listen(self.records.engine, "checkin", self._back)
        self._tell = self.followers.incident_changed
        self.followers.incident_changed = self._told  # type: ignore[method-assign]  # one more who follows

    def _told(self, incident: Incident) -> None:
        self._tell(incident)
        sys.stdout.write(f"commit {incident.id} {self._committed_ns}\n")
        sys.stdout.flush()

    def _back(self, *_: object) -> None:
        """The writer gives its connection back right after the commit, before it tells anybody."""
        if threading.current_thread().name == "records-write":
            self._committed_ns = time.monotonic_ns()


if __name__ == "__main__":
    main.Backend = TimedBackend  # type: ignore[misc]  # the composition root builds this one
    sys.exit(cli.main())

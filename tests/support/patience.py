"""How long tests wait for an answer over HTTP where they do not say: as long as a busy machine may take."""

from httpx import _config

WAITS_S = 180.0


def patient_requests() -> None:
    """Of this process. Who names a time has chosen already."""
    for part in ("connect", "read", "write", "pool"):
        setattr(_config.DEFAULT_TIMEOUT_CONFIG, part, WAITS_S)

"""The errors of the agent: one root, split by what can be done about them."""


class EdgeError(Exception):
    """Raised when the agent cannot do what it was asked; see the subclasses."""


class ConfigError(EdgeError, ValueError):
    """Raised when the configuration file is wrong. The text says where, and what to write instead."""


class DriverFault(EdgeError, OSError):  # noqa: N818 - the field says fault
    """Raised when a device is silent, gone or answers nonsense. `component` is its id in the configuration."""

    def __init__(self, component: str, reason: str) -> None:
        super().__init__(f"{component}: {reason}")
        self.component = component
        self.reason = reason


class LinkDownError(EdgeError, ConnectionError):
    """Raised when the broker cannot be reached; trying again later may help."""


class LinkRefusedError(LinkDownError):
    """Raised when the broker refuses user name or password; trying again soon will not help."""


class StoreUnavailableError(EdgeError, OSError):
    """Raised when the card is full or does not answer in time."""

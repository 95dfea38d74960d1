"""The errors of the server: one root; each knows how it is told to a person."""


class BackendError(Exception):
    """Raised when the server cannot do what it was asked; see the subclasses."""


class ConfigError(BackendError, ValueError):
    """Raised when files or options the server starts with are wrong. The text says where, and what to write instead."""


class StoreUnavailableError(BackendError, OSError):
    """Raised when a database does not take or give data; trying again later may help."""


class DeadAddressError(BackendError):
    """Raised when a person cannot be reached by this address whatever is tried; the text says why."""


class CodeTakenError(BackendError):
    """Raised when a drawn code is in use at one of its lockers: draw another."""


class RefusedError(BackendError):
    """Raised when a request is refused by a rule; becomes a 4xx with `code` and both texts.

    `status` is the HTTP status (400, 401, 403, 404, 409, 422).
    """

    def __init__(self, code: str, de: str, en: str, *, status: int = 400, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.de = de
        self.en = en
        self.status = status
        self.extra = extra

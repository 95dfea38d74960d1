"""The errors of the contract: one root, one line each."""


class ContractError(Exception):
    """Raised when something on the wire, or about to go there, breaks the contract."""


class UndecodableError(ContractError, ValueError):
    """Raised when bytes are not a message of the expected type."""


class OversizeError(ContractError, ValueError):
    """Raised when a payload is larger than `MAX_PAYLOAD_BYTES`."""


class BadSignatureError(ContractError, ValueError):
    """Raised when a signed envelope was not signed by a known key for this topic."""


class TopicError(ContractError, ValueError):
    """Raised when a topic or device id is not one of ours."""

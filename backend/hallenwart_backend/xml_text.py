"""What XML 1.0 may hold: a control character in a name would make a whole document unreadable. Pure."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(document: str) -> str:
    """Return the document without the characters that XML 1.0 does not know (section 2.2)."""
    return _ILLEGAL.sub("", document)

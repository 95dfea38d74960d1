"""Every fault that should be seen was on the pages while it lasted, or soon after."""

from __future__ import annotations

from chaos.lab import Lab
from chaos.registry import FAULTS, JUDGES, Finding, Judge


async def look(lab: Lab) -> Finding:
    wrong = []
    seen = unseen = 0
    for struck in lab.struck:
        match FAULTS[struck.timed.kind].shown(lab, struck):
            case True:
                seen += 1
            case False:
                unseen += 1
                how = ", ".join(f"{name}={value}" for name, value in struck.how.items())
                wrong.append(f"{struck.timed.kind} ({how}) was not seen on any page")
            case None:
                continue
    return Finding(wrong, {"faults seen": seen, "faults not seen": unseen})


JUDGES["visible"] = Judge("visible", look)

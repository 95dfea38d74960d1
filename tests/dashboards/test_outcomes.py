"""Every reason for which a device does not do what it was told has words on the pages."""

import re
from pathlib import Path

import hallenwart_edge
from hallenwart_edge.access.opening import Opened

EDGE = Path(hallenwart_edge.__file__).parent
WORDS = Path(__file__).parents[2] / "dashboards/shared/messages/outcomes.ts"
TOLD = re.compile(r'(?:Outcome|_tell_garbage)\("(\w+)"|return Outcome\("ok" if .* else "(\w+)"')
REFUSED = re.compile(r'return "(\w+)"')


def codes() -> set[str]:
    told = {code for file in EDGE.rglob("*.py") for found in TOLD.findall(file.read_text()) for code in found if code}
    refused = set(REFUSED.findall((EDGE / "uplink/command_rules.py").read_text()))
    return (told | refused | set(Opened)) - {Opened.OK}


def test_each_code_has_a_sentence_in_both_languages():
    made = codes()
    assert {"no_reader", "unknown_help", "stale_conn", "bad_sig", "jam"} <= made
    assert {code: WORDS.read_text().count(f"\n    {code}: ") for code in made} == dict.fromkeys(made, 2)

"""Every reason for which a device does not do what it was told, or a detector is faulty, has words on the pages."""

import re
from pathlib import Path

import hallenwart_edge
from hallenwart_backend.alerts.fault_words import fault_of
from hallenwart_contract.messages import AlarmType, Quality
from hallenwart_edge.access.opening import Opened
from hallenwart_edge.fire.verdict import Reason

EDGE = Path(hallenwart_edge.__file__).parent
WORDS = Path(__file__).parents[2] / "dashboards/shared/messages/outcomes.ts"
FAULTS = WORDS.with_name("faults.ts")
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


def test_each_fault_of_a_detector_has_words_in_both_languages():
    words = {*Reason, AlarmType.PANEL_FAULT, AlarmType.TAMPER, Quality.FAULT, Quality.STALE, "other"}
    text = FAULTS.read_text()
    assert {word: text.count(f"\n    {word}: ") for word in words} == dict.fromkeys(words, 2)
    assert text.count("\n    ") == 2 * len(words)


def test_messages_and_record_say_of_a_fault_what_the_page_says():
    text = FAULTS.read_text()
    for word in {*Reason, AlarmType.PANEL_FAULT, AlarmType.TAMPER, Quality.FAULT, Quality.STALE}:
        de, en = fault_of(word)
        assert f'    {word}: "{de}"' in text
        assert f'    {word}: "{en}"' in text

"""The whole way on emulated devices: a card or a symbol at a reader, through driver and rights, to the door that springs."""

import asyncio
import contextlib
from contextlib import asynccontextmanager

import msgspec

from hallenwart_contract import marks, passes
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codes import card_hash
from hallenwart_contract.documents import Credential, CredentialKind, Grant
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.sealed import seal
from hallenwart_edge.access.agent import AccessAgent
from hallenwart_edge.access.doors import CompartmentSpec, LockerSpec
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.access.settings import AccessSettings
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.hardware import Hardware
from hallenwart_sim.devices.nfc_cards import MifareClassic, Ntag424, Phone
from support.edge_time import KeptBoard, KeptOutbox
from support.gate import FILE_KEY, META_KEY, SECRET, SIGNER
from support.locker import Online, Papers
from support.rig import a_rig, until

DEVICE = "nordpark-1"
UID, SUN_UID = b"\x04\xa1\xb2\xc3", bytes.fromhex("04DE5F1EACC040")
OWN_TAG, OTHER_TAG = bytes.fromhex("0C009B2F1E"), bytes.fromhex("1F00644BB6")
SECRETS = Secrets(DEVICE, SECRET, {1: SIGNER.public_key()})


class Wired:
    """A locker with a reader of every kind, each behind the driver that its configuration names."""

    def __init__(self, rig, folder):
        self.board = rig.locker(keys=range(4))
        self.chip, self.coils, self.scanner, self.hook = rig.pn532(), rig.rdm6300(), rig.gm65(), rig.rdm6300()
        self.hook.lay(OWN_TAG)
        places = [{"number": slot + 1, "lock": slot, "column": slot + 1, "row": 1} for slot in range(4)]
        tables = {
            "locker": [{"id": "locker", "port": self.board.port, "compartments": places}],
            "card_reader": [
                {"id": "karten", "port": self.chip.port},
                {"id": "altkarten", "kind": "rdm6300", "port": self.coils.port},
            ],
            "code_reader": [{"id": "qr", "port": self.scanner.port}],
            "tag_reader": [{"id": "haken-1", "port": self.hook.port, "compartment": 1, "tags": [OWN_TAG.hex().upper()]}],
        }
        config = msgspec.convert({"agent": {"device": DEVICE, "site": "nordpark"}, **tables}, AgentConfig)
        clock = SystemClock()
        self.hardware = hardware = Hardware(config, clock)
        self.outbox, self.shown, self.papers = KeptOutbox(), KeptBoard(), Papers(clock.now_ms())
        specs = [CompartmentSpec(number, number - 1, key_tags=self._tags(number)) for number in range(1, 5)]
        self.agent = AccessAgent(
            settings=AccessSettings(folder / "access.json", SECRETS, "Halle"),
            lockers=[(LockerSpec("locker", specs), hardware.locker(config.lockers[0]))],
            keypads=[],
            card_readers=[(each.id, hardware.card_reader(each)) for each in config.card_readers],
            code_readers=[(each.id, hardware.code_reader(each)) for each in config.code_readers],
            tag_readers={each.compartment: (each.id, hardware.tag_reader(each)) for each in config.tag_readers},
            documents=self.papers,
            outbox=self.outbox,
            board=self.shown,
            link=Online(),
            clock=clock,
            trust=lambda: "ntp",
            alarmed=lambda: False,
        )

    @staticmethod
    def _tags(number: int) -> tuple[str, ...]:
        return (OWN_TAG.hex().upper(),) if number == 1 else ()

    def give(self, grant: Grant, *creds: Credential) -> None:
        meta = seal(META_KEY, device_secret=SECRET, about="sun_meta")
        self.papers.give(grant, creds=list(creds), sun_meta=meta)

    def refused(self) -> list[str]:
        return [str(event.a.get("why")) for event in self.outbox.events if event.kind == EventKind.AUTH_DENIED]


@asynccontextmanager
async def a_wired_locker(folder):
    async with a_rig() as rig:
        locker = Wired(rig, folder)
        running = asyncio.create_task(locker.agent.run())
        try:
            await until(lambda: 0x4A in locker.chip.heard and locker.scanner.flash[0x0003] == 0x02)
            await until(lambda: len(locker.shown.doors) == 4)
            yield locker
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            locker.hardware.close()


def credential(kind: CredentialKind, uid: bytes) -> Credential:
    key = seal(FILE_KEY, device_secret=SECRET, about="regular") if kind is CredentialKind.SUN else b""
    return Credential(id="regular", kind=kind, who="w1", hash=card_hash(uid, pepper=SECRETS.card_pepper), key=key)


async def test_a_card_that_proves_itself_opens_its_door_and_a_copy_of_its_words_none(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [2], creds=["regular"]), credential(CredentialKind.SUN, SUN_UID))
        locker.chip.lay(Ntag424(SUN_UID, meta_key=META_KEY, file_key=FILE_KEY))
        await until(lambda: locker.board.hook_open(1))
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [2], creds=["regular"]), credential(CredentialKind.SUN, SUN_UID))
        copy = Ntag424(SUN_UID, meta_key=META_KEY, file_key=FILE_KEY, seed=7)
        locker.chip.lay(copy)  # it counts from the beginning, as what was heard once would
        await until(lambda: locker.refused() == ["copied"])


async def test_a_card_is_known_by_its_number_at_either_reader(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [3], creds=["regular"]), credential(CredentialKind.CARD, UID))
        locker.chip.lay(Phone())
        locker.chip.lay(MifareClassic(UID))
        await until(lambda: locker.board.hook_open(2))
        assert locker.refused() == []
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [4], creds=["regular"]), credential(CredentialKind.CARD, OWN_TAG))
        locker.coils.lay(OWN_TAG)
        await until(lambda: locker.board.hook_open(3))


async def test_a_pass_shown_to_the_reader_opens_its_door(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        window = locker.papers.window
        shown = passes.Pass(passes.serial_of("not in the list yet"), passes.tag_of(DEVICE), *window, (4,))
        locker.scanner.show(passes.issue(shown, key=SIGNER))
        await until(lambda: locker.board.hook_open(3))


async def test_the_mark_of_a_shift_shown_to_the_reader_is_told_once_and_opens_nothing(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        mark = marks.draw()
        locker.scanner.show(mark)
        await until(lambda: EventKind.CHECKED_IN in locker.outbox.kinds())
        (event,) = [each for each in locker.outbox.events if each.kind == EventKind.CHECKED_IN]
        assert (event.a["mark"], locker.refused()) == (marks.digest_of(mark), [])
        assert not any(locker.board.hook_open(lock) for lock in range(4))


async def test_another_key_hung_into_a_compartment_is_told(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [1], creds=["regular"]), credential(CredentialKind.CARD, UID))
        locker.chip.lay(MifareClassic(UID))
        await until(lambda: locker.board.hook_open(0))
        locker.board.take_key(0)
        locker.hook.take_away()
        await until(lambda: EventKind.KEY_TAKEN in locker.outbox.kinds(), within_s=180)
        locker.board.put_key(0)
        locker.hook.lay(OTHER_TAG)
        locker.board.push_door(0)
        await until(lambda: EventKind.KEY_WRONG in locker.outbox.kinds(), within_s=180)


async def test_a_reader_whose_plug_was_pulled_is_told_and_serves_again(tmp_path):
    async with a_wired_locker(tmp_path) as locker:
        locker.give(locker.papers.grant("g1", [2], creds=["regular"]), credential(CredentialKind.CARD, UID))
        locker.chip.unplug()
        await until(lambda: EventKind.COMPONENT_FAULT in locker.outbox.kinds())
        locker.chip.plug_in()
        locker.chip.lay(MifareClassic(UID))
        await until(lambda: locker.board.hook_open(1), within_s=180)
        assert [event.c for event in locker.outbox.events if event.kind == EventKind.COMPONENT_OK] == ["karten"]

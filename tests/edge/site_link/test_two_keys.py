"""While the key of a site turns, devices that are one step apart understand each other."""

from hallenwart_contract import sealed
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.documents import Config
from hallenwart_contract.site_link import Said, seal
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.config_file import Credentials
from hallenwart_edge.enrol.join import ABOUT, site_keys_of
from hallenwart_edge.site_link.agent import SiteLinkAgent, SiteLinkSettings

OLD, NEW, NEWER = bytes(32), bytes([1]) * 32, bytes([2]) * 32
SECRET = bytes([7]) * 32
CREDENTIALS = Credentials(
    username="nordpark-1", password="", secret=SECRET.hex(), site_key=OLD.hex(), signing_keys={}, release_keys={}
)


class Documents:
    """Only the configuration counts."""

    def __init__(self) -> None:
        self.config: Config | None = None

    def bring(self, *keys: bytes, secret: bytes = SECRET) -> None:
        sent = [sealed.seal(key, device_secret=secret, about=ABOUT) for key in keys]
        self.config = Config(rev=1, site="nordpark", site_name="Nordpark", site_keys=sent)


def test_keys_come_with_the_configuration_and_else_from_the_credentials():
    documents = Documents()
    keys = site_keys_of(documents, CREDENTIALS)
    assert keys() == (OLD,)
    documents.bring(OLD, NEW)
    assert keys() == (OLD, NEW)
    documents.bring(NEW)
    assert keys() == (NEW,)
    documents.bring()
    assert keys() == (OLD,)
    documents.bring(NEW, secret=bytes(32))
    assert keys() == (OLD,), "sealed for the device that had this name before"


def test_all_keys_are_understood_and_no_other(tmp_path):
    documents, seq = Documents(), iter(range(1, 100))
    settings = SiteLinkSettings(
        site="nordpark",
        device="nordpark-1",
        site_keys=site_keys_of(documents, CREDENTIALS),
        listen=("127.0.0.1", 0),
        peers={"nordpark-2": ("127.0.0.1", 1)},
        boot_file=tmp_path / "boot",
    )
    agent = SiteLinkAgent(settings=settings, board=SharedBoard(), clock=SystemClock())

    def understood(key: bytes) -> bool:
        before = agent.refused
        agent.take(seal(Said(site="nordpark", dev="nordpark-2", boot=1, seq=next(seq)), key=key))
        return agent.refused == before

    assert [understood(key) for key in (OLD, NEW)] == [True, False]
    documents.bring(OLD, NEW)
    assert [understood(key) for key in (OLD, NEW, NEWER)] == [True, True, False]
    documents.bring(NEW)
    assert [understood(key) for key in (OLD, NEW)] == [False, True], "whoever left knows the old one"

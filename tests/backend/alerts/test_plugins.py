"""Which plugin of apprise speaks to a gateway, found without the two hundred others."""

import subprocess
import sys

import pytest

from hallenwart_backend.adapters.notify_plugin import instantiate, plugin_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports what Python will remove


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        ("mailto", "NotifyEmail"),
        ("mailtos", "NotifyEmail"),
        ("json", "NotifyJSON"),
        ("signals", "NotifySignalAPI"),
        ("matrixs", "NotifyMatrix"),
        ("ntfy", "NotifyNtfy"),
        ("seven", "NotifySeven"),
        ("twilio", "NotifyTwilio"),
        ("smseagle", "NotifySMSEagle"),
    ],
)
def test_a_plugin_is_found_by_its_scheme(scheme, name):
    assert plugin_of(scheme).__name__ == name


def test_what_no_file_names_is_left_to_apprise():
    assert plugin_of("kodi") is None  # its schemes are made by a program
    assert instantiate("kodi://localhost").service_name == "Kodi/XBMC"
    assert instantiate("nosuch://x") is None
    assert instantiate("json://") is None


def test_one_mail_loads_no_other_plugin():
    asked = "from hallenwart_backend.adapters.notify_plugin import instantiate; import sys\n"
    asked += "assert instantiate('mailto://a:b@mail.example?to=c@mail.example')\n"
    asked += "print(sum(name.startswith('apprise.plugins.') for name in sys.modules))"
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asked], capture_output=True, text=True, check=True, timeout=300
    )
    assert int(told.stdout) < 12

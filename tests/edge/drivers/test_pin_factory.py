import sys
from types import ModuleType

import pytest
from gpiozero import GPIOZeroError

from hallenwart_edge.drivers.pin_factory import hardware_errors, open_pin_factory
from hallenwart_edge.errors import ConfigError


def test_an_unknown_factory_is_an_error_that_names_the_known_ones():
    with pytest.raises(ConfigError, match=r"'lpgio' is not installed; installed are: .*hallenwart-sim.*mock"):
        open_pin_factory("lpgio")


def test_a_factory_whose_library_is_missing_is_an_error_and_no_other_is_taken():
    with pytest.raises(ConfigError, match=r"'pigpio' (cannot be loaded|does not start)"):
        open_pin_factory("pigpio")


@pytest.mark.parametrize("path", [None, "/nowhere/pins"])
def test_a_factory_that_does_not_start_is_an_error(path, monkeypatch):
    monkeypatch.delenv("HALLENWART_SIM_PINS", raising=False)
    if path:
        monkeypatch.setenv("HALLENWART_SIM_PINS", path)
    with pytest.raises(ConfigError, match="does not start"):
        open_pin_factory("hallenwart-sim")


def test_the_error_of_lgpio_counts_as_hardware_once_the_library_is_loaded(monkeypatch):
    assert hardware_errors() == (GPIOZeroError, OSError)
    lgpio = ModuleType("lgpio")
    lgpio.error = type("error", (Exception,), {})
    monkeypatch.setitem(sys.modules, "lgpio", lgpio)
    assert hardware_errors(KeyError) == (GPIOZeroError, OSError, lgpio.error, KeyError)

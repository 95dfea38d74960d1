import pytest

from hallenwart_sim.director.new_pi import ticket_in

TICKET = "hallenwart:enrol?server=https%3A%2F%2F127.0.0.1%3A11891&ca=" + "a" * 64 + "&token=ABCD"


@pytest.mark.parametrize(
    "typed", [TICKET, f"  {TICKET}\n", f"sudo hallenwart-edge enrol '{TICKET}'", f'hallenwart-edge enrol "{TICKET}" --out x']
)
def test_the_ticket_is_found_also_in_the_command_that_is_copied(typed: str):
    assert ticket_in(typed) == TICKET


@pytest.mark.parametrize("typed", ["", "enrol", "https://127.0.0.1:11891/?token=ABCD", "hallenwart:enrol?", "--help"])
def test_nothing_else_is_a_ticket(typed: str):
    assert ticket_in(typed) == ""

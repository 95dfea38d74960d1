"""Joins lights and heatings of a configuration to their relays and Shellys."""

from __future__ import annotations

from functools import partial

from hallenwart_contract.outputs import OutputKind
from hallenwart_edge.booking.agent import OutputsAgent
from hallenwart_edge.booking.kept import OutputBook
from hallenwart_edge.booking.plan import OutputSpec
from hallenwart_edge.bus_join import switch_of
from hallenwart_edge.config_outputs import Output
from hallenwart_edge.core import Core
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.output_ports import Switch


def add_outputs(core: Core) -> OutputsAgent | None:
    """Add the lights and heatings that follow bookings, where there are any."""
    if not core.config.outputs:
        return None
    book = OutputBook(core.state_dir / "outputs.json")
    agent = OutputsAgent(
        [(_spec(output), _switch(core, output, book)) for output in core.config.outputs],
        book=book,
        documents=core.documents,
        board=core.board,
        neighbours=core.neighbours,
        outbox=core.outbox,
        clock=core.clock,
        trust=core.clock.trust,
    )
    core.agents.append(("outputs", agent.run))
    core.handlers["output"] = agent
    return agent


def _spec(output: Output) -> OutputSpec:
    return OutputSpec(output.id, OutputKind(output.kind), output.hall, tuple(output.sections))


def _switch(core: Core, output: Output, book: OutputBook) -> Switch:
    if output.relay is not None:
        return core.hardware.output_relay(output.id, output.relay, on=partial(_was_on, book, output.id))
    if core.bus is not None:
        return switch_of(core.bus, output)
    raise ConfigError(f"{output.id}: hangs at no relay, and there is no [local_bus]")


def _was_on(book: OutputBook, output: str) -> bool:
    return book.was_on(output) or False

"""The agent as a process, on each kind of broker."""

from support.agents import AgentProcess, DeskBackend, write_agent_toml


async def test_an_agent_announces_itself_and_its_rows_are_receipted(broker, tmp_path):
    async with DeskBackend(broker).on_duty() as backend:
        with AgentProcess(write_agent_toml(tmp_path / "agent", broker)) as agent:
            await backend.until(lambda: "boot" in backend.kinds())
            assert backend.conn.online
            await backend.until(lambda: backend.states and any(beat.wm["e"] >= 1 for beat in backend.beats))
            assert agent.stop() < 3
        await backend.until(lambda: backend.conn.reason == "stop")


async def test_killed_while_events_flow_nothing_is_lost_or_doubled(mosquitto, backend, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto)
    agent = AgentProcess(config)
    for _ in range(4):
        boots = backend.kinds().count("boot")
        agent.start()
        await backend.until(lambda boots=boots: backend.kinds().count("boot") > boots)
        commands = [backend.command("identify") for _ in range(20)]
        for command in commands:
            await backend.send(command)
        await backend.until(lambda commands=commands: any(backend.acks_of(command) for command in commands))
        agent.kill9()
    with agent:
        await backend.until(lambda: backend.kinds().count("boot") == 5)
        last = backend.conn.last["e"]
        await backend.until(lambda: any(beat.wm["e"] >= last for beat in backend.beats))
    assert len({epoch for epoch, _ in backend.books}) == 1
    events = next(books for (_, stream), books in backend.books.items() if stream == "e")
    assert not events.conflicts
    assert events.wm == max(events.rows)

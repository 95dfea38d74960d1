"""`hallenwart admin feeds`: looks at `feeds.toml` before the server does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.city.file import FEEDS_FILE, read_plan
from hallenwart_backend.errors import ConfigError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names this type nowhere else


def install(admin: Commands, with_state: Callable[[argparse.ArgumentParser], argparse.ArgumentParser]) -> None:
    feeds = with_state(admin.add_parser("feeds", help=f"check {FEEDS_FILE}: what of the city is connected"))
    feeds.set_defaults(run=_feeds)


def _feeds(arguments: argparse.Namespace) -> int:
    """Print what would be connected. Raises ConfigError with every mistake."""
    access = read_access(arguments.state / "broker.toml")
    plan = read_plan(arguments.state, own_broker=access.address)
    if plan.problems:
        raise ConfigError("\n".join(plan.problems))
    for broker in plan.brokers:
        print(f"{broker.id}: {broker.system}, {broker.host}:{broker.port}, {'TLS' if broker.tls else 'NO TLS'}")
    for push in plan.pushes:
        print(f"{push.id}: POST /city/v1/feeds/{push.id}")
    for sensor in plan.sensors:
        told = ", ".join(f"{figure.component} {figure.quantity}" for figure in sensor.figures)
        print(f"{sensor.source} → {sensor.device} ({sensor.name}): {told}")
    if plan.home_assistant is not None:
        home = plan.home_assistant.broker
        print(f"home_assistant: {home.host}:{home.port}, {plan.home_assistant.discovery}/device/…")
    if plan.open_data is not None:
        print(f"open_data: {plan.open_data.broker.host}:{plan.open_data.broker.port}, {plan.open_data.prefix}/…")
    if plan.ngsi is not None:
        print(f"ngsi: {plan.ngsi.url}, every {plan.ngsi.every_s} s")
    return 0

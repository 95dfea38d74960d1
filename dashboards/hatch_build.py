"""The Hatchling hook: a wheel, editable or not, contains the built pages."""  # noqa: INP001 - a build script beside the package, not in it

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface[Any]):
    """Builds `hallenwart_dashboards/static`. HALLENWART_SKIP_UI=1 leaves the pages out, for work on Python alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version
        build_data["artifacts"].append("hallenwart_dashboards/static/**")
        if os.environ.get("HALLENWART_SKIP_UI") == "1":
            self.app.display_warning("HALLENWART_SKIP_UI=1: the pages are not built.")
            return
        ui_build = _ui_build()
        try:
            ui_build.build()
        except ui_build.BuildError as error:
            self.app.abort(str(error))


def _ui_build() -> ModuleType:
    """The neighbour file; the hook is loaded by path, so it is on no import path."""
    spec = importlib.util.spec_from_file_location("ui_build", Path(__file__).with_name("ui_build.py"))
    if spec is None or spec.loader is None:
        raise RuntimeError("dashboards/ui_build.py is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(_ui_build().main(["build"]))

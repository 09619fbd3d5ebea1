"""Hatchling build hook: compiles the data into ``geo/data`` before a wheel or an editable install is made."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds what is stale; progress goes to stderr, a failure names the part and its packages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the data when the target is a wheel (an editable install is one too)."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root)))
        try:
            from geo import datasets

            datasets.build()
        finally:
            sys.path.pop(0)

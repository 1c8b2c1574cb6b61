"""Compile the embedded layer into the wheel, so that an installed toponym answers at once.

An editable install has no index of its own: the checkout's is compiled on first use and kept in the cache.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileEmbeddedLayer(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"
    _folder: "tempfile.TemporaryDirectory[str] | None" = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from toponym.gazetteer.store import compile_embedded
        from toponym.matching.verdicts import judge

        self._folder = tempfile.TemporaryDirectory()
        index = Path(self._folder.name, "embedded.index")
        index.write_bytes(compile_embedded(judge))
        build_data["force_include"][str(index)] = "toponym/data/embedded.index"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._folder is not None:
            self._folder.cleanup()

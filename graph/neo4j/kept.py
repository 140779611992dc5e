"""The projected files of what was last sent to a server, kept beside the records: the next load sends only what has
changed, and a load that was cut off goes on with exactly the same batches."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from cluegraph.graph.engine import GraphFiles

_MANIFEST = "manifest.json"


class Kept:
    """A folder with one sub-folder a graph, named by its data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, data: str) -> GraphFiles | None:
        """The files of that graph, if they are here and complete."""
        folder = self._place(data)
        try:
            manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        nodes = {label: tuple(folder / name for name in names) for label, names in manifest["nodes"].items()}
        relationships = {
            (kind, start, end): tuple(folder / name for name in names)
            for kind, start, end, names in manifest["relationships"]
        }
        files = GraphFiles(nodes, relationships, manifest["data"])
        every = (path for paths in (*nodes.values(), *relationships.values()) for path in paths)
        return files if manifest["data"] == data and all(path.is_file() for path in every) else None

    def put(self, files: GraphFiles) -> GraphFiles:
        """Keeps the files (linked where that can be, else copied); what is already here stays as it is."""
        there = self.get(files.data)
        if there is not None:
            return there
        folder = self._place(files.data)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in (path for paths in (*files.nodes.values(), *files.relationships.values()) for path in paths):
            _link(path, folder / path.name)
        manifest = {
            "data": files.data,
            "nodes": {label: [path.name for path in paths] for label, paths in files.nodes.items()},
            "relationships": [[*ends, [path.name for path in paths]] for ends, paths in files.relationships.items()],
        }
        fresh = folder / f"{_MANIFEST}.new"
        fresh.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        fresh.replace(folder / _MANIFEST)
        return GraphFiles(
            {label: tuple(folder / path.name for path in paths) for label, paths in files.nodes.items()},
            {ends: tuple(folder / path.name for path in paths) for ends, paths in files.relationships.items()},
            files.data,
        )

    def forget_all_but(self, data: str) -> None:
        """Takes the files of all other graphs away."""
        for folder in self._folder.glob("*"):
            if folder != self._place(data):
                shutil.rmtree(folder, ignore_errors=True)

    def _place(self, data: str) -> Path:
        return self._folder / data[:32]


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)

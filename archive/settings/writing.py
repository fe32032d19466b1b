"""The settings written down: ``config.toml`` as it is delivered."""

from __future__ import annotations

import json
from pathlib import Path

from archive.settings.loading import Settings
from archive.settings.sections import Section


def sections() -> dict[str, type[Section]]:
    """Name and model of every section, in the order they are written."""
    return {
        name: field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    }


def as_toml() -> str:
    """Return the whole of ``config.toml``: every setting with its default and its line of help."""
    lines = [
        "# Settings of Helixarkivet. HELIXARKIV_SECTION__KEY in the environment overrides one value,",
        "# HELIXARKIV_CONFIG names another file. Relative paths are relative to this file.",
    ]
    for name, model in sections().items():
        lines += ["", f"# {(model.__doc__ or '').strip()}", f"[{name}]"]
        for key, field in model.model_fields.items():
            lines += [f"# {field.description}", f"{key} = {_toml_value(field.default)}"]
    return "\n".join(lines) + "\n"


def _toml_value(value: object) -> str:
    if isinstance(value, Path):
        return json.dumps(value.as_posix())
    return json.dumps(value, ensure_ascii=False)

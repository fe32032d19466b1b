"""All settings together, and where their values come from."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from archive.settings.sections import (
    AccessibilitySettings,
    ArchiveSettings,
    HarvestSettings,
    IngestSettings,
    LogSettings,
    PicturesSettings,
    PublishSettings,
    SearchSettings,
    StaffSettings,
    WebSettings,
)

DEFAULT_CONFIG = Path(__file__).resolve().parents[2] / "config.toml"


class SettingsError(Exception):
    """A setting is wrong; the text is one line: key, value, what is allowed."""


class Settings(BaseSettings):
    """All sections; read-only. Make one with :func:`load`."""

    model_config = SettingsConfigDict(
        env_prefix="HELIXARKIV_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
    )

    archive: ArchiveSettings = ArchiveSettings()
    ingest: IngestSettings = IngestSettings()
    pictures: PicturesSettings = PicturesSettings()
    search: SearchSettings = SearchSettings()
    web: WebSettings = WebSettings()
    publish: PublishSettings = PublishSettings()
    staff: StaffSettings = StaffSettings()
    accessibility: AccessibilitySettings = AccessibilitySettings()
    harvest: HarvestSettings = HarvestSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which arrives as initial values."""
        return (env_settings, init_settings)

    @property
    def base_url(self) -> str:
        """Address of the site as people see it, without a closing slash."""
        if self.web.base_url.startswith("http"):
            return self.web.base_url
        return f"http://{self.web.host}:{self.web.port}{self.web.base_url}"


def load(config: Path | None = None) -> Settings:
    """Read the settings; raise :class:`SettingsError` with one line on what is wrong.

    ``config`` wins over ``HELIXARKIV_CONFIG``, which wins over the checkout's ``config.toml``.
    """
    path = config or Path(os.environ.get("HELIXARKIV_CONFIG") or DEFAULT_CONFIG)
    values = _read_toml(path)
    _refuse_unknown_variables()
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from None
    except Exception as error:
        # pydantic-settings reports a list variable that is not JSON with an error of its own
        raise SettingsError(f"{error}; lists in the environment are written as JSON") from None
    if settings.staff.user_header and not settings.web.trusted_proxies:
        raise SettingsError(
            f"staff.user_header = {settings.staff.user_header!r}: "
            "web.trusted_proxies must say which proxy names who is signed in"
        )
    return _with_whole_paths(settings, path.resolve().parent)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the config file {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the config file {path} is not valid TOML: {error}") from None


def _refuse_unknown_variables() -> None:
    """An environment variable with a section's name and an unknown key would pass silently."""
    for name in sorted(os.environ):
        if not name.startswith("HELIXARKIV_") or name == "HELIXARKIV_CONFIG":
            continue
        section, _, key = name.removeprefix("HELIXARKIV_").lower().partition("__")
        field = Settings.model_fields.get(section)
        known: dict[str, Any] = getattr(field.annotation, "model_fields", {}) if field else {}
        if key not in known:
            raise SettingsError(f"{name} = {os.environ[name]!r}: there is no such setting")


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{key} = {first['input']!r}: there is no such setting"
    allowed = first["msg"].removeprefix("Value error, ")
    return f"{key} = {first['input']!r}: {allowed[0].lower()}{allowed[1:]}"


def _with_whole_paths(settings: Settings, base: Path) -> Settings:
    folder = Path(os.path.normpath(base / settings.archive.folder.expanduser()))
    data = Path(os.path.normpath(base / settings.archive.data.expanduser()))
    real_folder, real_data = Path(os.path.realpath(folder)), Path(os.path.realpath(data))
    if real_folder.is_relative_to(real_data) or real_data.is_relative_to(real_folder):
        raise SettingsError(
            f"archive.folder = {str(folder)!r} and archive.data = {str(data)!r}: the two must not overlap"
        )
    whole = settings.archive.model_copy(update={"folder": folder, "data": data})
    return settings.model_copy(update={"archive": whole})

"""Every setting: its default, what it allows and one line of help, in this one place.

`config.toml`, the documentation and its test are all made from the models of
`archive.settings.sections` (:func:`as_toml`), so a setting cannot exist without being described.

A value comes from, first found wins: an environment variable ``HELIXARKIV_SECTION__KEY``, the
file that ``HELIXARKIV_CONFIG`` names (``config.toml`` of the checkout by default), the default here.
Relative paths are relative to the config file's folder.
"""

from archive.settings.loading import Settings, SettingsError, load
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
from archive.settings.writing import as_toml, sections

__all__ = [
    "AccessibilitySettings",
    "ArchiveSettings",
    "HarvestSettings",
    "IngestSettings",
    "LogSettings",
    "PicturesSettings",
    "PublishSettings",
    "SearchSettings",
    "Settings",
    "SettingsError",
    "StaffSettings",
    "WebSettings",
    "as_toml",
    "load",
    "sections",
]

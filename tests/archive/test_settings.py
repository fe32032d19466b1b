import os
from pathlib import Path

import pytest

from archive import settings
from archive.settings import SettingsError, load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("HELIXARKIV_"):
            monkeypatch.delenv(name)


def config(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_config_file_is_made_from_the_settings() -> None:
    assert (ROOT / "config.toml").read_text(encoding="utf-8") == settings.as_toml()


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for section, model in settings.sections().items():
        for key, field in model.model_fields.items():
            assert field.description, f"{section}.{key} has no line of help"
            assert f"| `{section}.{key}` |" in documented, f"{section}.{key} is not in docs/operating.md"


def test_the_checkout_s_config_loads() -> None:
    loaded = load()
    assert loaded.archive.folder == ROOT / "data" / "material"
    assert loaded.base_url == "http://127.0.0.1:8000"


def test_paths_are_relative_to_the_config_file(tmp_path: Path) -> None:
    loaded = load(config(tmp_path, '[archive]\nfolder = "in"\ndata = "out/run"\n'))
    assert loaded.archive.folder == tmp_path / "in"
    assert loaded.archive.data == tmp_path / "out" / "run"


def test_a_variable_overrides_one_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = config(tmp_path, "[web]\nport = 8001\n")
    monkeypatch.setenv("HELIXARKIV_WEB__PORT", "8002")
    monkeypatch.setenv("HELIXARKIV_WEB__TRUSTED_PROXIES", '["10.0.0.0/8"]')
    loaded = load(file)
    assert loaded.web.port == 8002
    assert loaded.web.trusted_proxies == ["10.0.0.0/8"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[web]\nport = 99999\n", "web.port = 99999"),
        ("[web]\nprot = 80\n", "web.prot = 80: there is no such setting"),
        ("[wbe]\nport = 80\n", "there is no such setting"),
        ('[ingest]\npdf_reader = "mupdf"\n', "'auto', 'pdfium' or 'pdfminer'"),
        ('[web]\nbase_url = "example.org"\n', "an address such as"),
        ('[archive]\ntimezone = "Mars/X"\n', "a time zone such as Europe/Stockholm"),
        ('[web]\ntrusted_proxies = ["here"]\n', "addresses or networks"),
        ('[archive]\nfolder = "a"\ndata = "a/b"\n', "must not overlap"),
        ('[archive]\nfolder = "a/b"\ndata = "a"\n', "must not overlap"),
        ('[archive]\nfolder = "a"\ndata = "./a"\n', "must not overlap"),
        ("[web\n", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(config(tmp_path, text))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_folders_that_overlap_through_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(SettingsError, match="overlap"):
        load(config(tmp_path, '[archive]\nfolder = "real"\ndata = "link/run"\n'))


@pytest.mark.parametrize("name", ["HELIXARKIV_WEB__PROT", "HELIXARKIV_NOTHING", "HELIXARKIV_WEB"])
def test_an_unknown_variable_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=name):
        load(config(tmp_path, ""))


def test_a_list_that_is_not_json_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELIXARKIV_WEB__TRUSTED_PROXIES", "10.0.0.1")
    with pytest.raises(SettingsError, match="JSON"):
        load(config(tmp_path, ""))


def test_a_missing_config_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("base_url", "seen"),
    [
        ("https://example.org/arkiv/", "https://example.org/arkiv"),
        ("/arkiv", "http://127.0.0.1:8000/arkiv"),
        ("", "http://127.0.0.1:8000"),
    ],
)
def test_the_address_that_people_see(tmp_path: Path, base_url: str, seen: str) -> None:
    assert load(config(tmp_path, f'[web]\nbase_url = "{base_url}"\n')).base_url == seen


def test_who_is_signed_in_is_named_by_a_proxy_that_is_known(tmp_path: Path) -> None:
    named = '[staff]\nuser_header = "X-Remote-User"\n'
    with pytest.raises(
        SettingsError, match=r"^staff\.user_header = 'X-Remote-User': web\.trusted_proxies must"
    ):
        load(config(tmp_path, named))
    loaded = load(config(tmp_path, f'{named}[web]\ntrusted_proxies = ["127.0.0.1"]\n'))
    assert loaded.staff.user_header == "X-Remote-User"

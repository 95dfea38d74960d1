"""Secrets are files of their owner: closed at start, and never among the arguments of a command."""

import os

import pytest

from hallenwart_backend.cli import main
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.secret_files import close_to_others, database_of
from support.backends import provision

URL = "postgresql+psycopg://hallenwart:geheim@db.stadt.example/hallenwart"


def test_a_secret_that_everybody_could_read_is_closed_and_told(tmp_path, caplog):
    provision(tmp_path)
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    assert set(close_to_others(tmp_path)) == {"broker.toml", "devices.toml", "records.key", "signing.key"}
    assert all(not path.stat().st_mode & 0o007 for path in tmp_path.iterdir())
    assert "records.key was open to everybody" in caplog.text
    assert close_to_others(tmp_path) == []


def test_who_cannot_close_it_does_not_start(tmp_path, monkeypatch):
    (tmp_path / "records.key").write_text("x")

    def refuse(*_arguments):
        raise PermissionError

    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    (tmp_path / "signing.key").touch()
    with pytest.raises(ConfigError, match="chmod o="):
        close_to_others(tmp_path)


def test_a_password_among_the_arguments_is_refused(tmp_path, capsys):
    assert main(["migrate", "--state", str(tmp_path), "--database", URL]) == 1
    told = capsys.readouterr().err
    assert "database.url" in told
    assert "geheim" not in told


def test_the_records_url_stands_in_a_file(tmp_path):
    (tmp_path / "database.url").write_text(f"{URL}\n")
    assert database_of(tmp_path, "", by_environment=False) == URL
    assert database_of(tmp_path, URL, by_environment=True) == URL
    without = URL.replace(":geheim", "")
    assert database_of(tmp_path, without, by_environment=False) == without

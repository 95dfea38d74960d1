import math
from itertools import pairwise

import pytest

from hallenwart_sim import recordings

FIRES = [name for name in recordings.names() if name != "calit2-door"]


@pytest.fixture
def without_full_recordings(monkeypatch, tmp_path):
    monkeypatch.setenv(recordings.DATA_VARIABLE, str(tmp_path))


@pytest.mark.parametrize("name", FIRES)
def test_every_excerpt_is_a_fire(name, without_full_recordings):
    rows = list(recordings.load(name))
    assert 40 <= len(rows) <= 200
    assert all(earlier.t_s < later.t_s for earlier, later in pairwise(rows))
    assert all(row.od_per_m is None or (math.isfinite(row.od_per_m) and row.od_per_m >= 0) for row in rows)
    temps_c = [row.temp_c for row in rows]
    assert max(temps_c) - temps_c[0] > 15


@pytest.mark.parametrize("name", [name for name in FIRES if name.startswith("nist")])
def test_the_smoke_of_a_house_fire_rises_above_what_real_alarms_hear(name, without_full_recordings):
    rows = list(recordings.load(name))
    assert rows[0].od_per_m < 0.0225 < max(row.od_per_m for row in rows)


def test_a_figure_of_the_source_stands_in_the_excerpt(without_full_recordings):
    assert next(recordings.load("nist-sdc05")) == (2.0, 0.00117, 22.1)
    assert next(recordings.load("usn-hangar-04")) == (0.0, None, 27.3)


def test_full_recordings_are_used_where_they_exist(monkeypatch, tmp_path):
    folder = tmp_path / "nist_smoke_alarms"
    folder.mkdir()
    (folder / "NIST_Smoke_Alarms_SDC05.csv").write_text("TIME,TCC_1,SMC_1\n2.00E+00,2.21E+01,\n4.00E+00,2.3E+01,1.5E-01\n")
    monkeypatch.setenv(recordings.DATA_VARIABLE, str(tmp_path))
    assert list(recordings.load("nist-sdc05")) == [(2.0, None, 22.1), (4.0, 0.15, 23.0)]
    assert len(list(recordings.load("nist-sdc05", excerpt=True))) > 2


def test_a_day_at_the_door(without_full_recordings):
    rows = list(recordings.load_people())
    assert [row.t_s for row in rows] == [1800.0 * half_hour for half_hour in range(48)]
    assert (sum(row.people_in for row in rows), sum(row.people_out for row in rows)) == (418, 435)


def test_unknown_names_and_days_are_refused(without_full_recordings):
    with pytest.raises(recordings.UnknownRecordingError):
        recordings.load("no-such-fire")
    with pytest.raises(recordings.UnknownRecordingError):
        recordings.load_people("no-such-door")
    with pytest.raises(recordings.UnknownRecordingError):
        recordings.load_people(day="1999-01-01")

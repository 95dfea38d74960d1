"""Recordings are found by what their columns say, with all their defects."""

import math
from pathlib import Path

import pytest

from evaluation.data import NoDataError, data_folder
from evaluation.fires import read_fires
from evaluation.rooms import read_rooms
from evaluation.scene import hangar, house

HOUSE = """TIME,TCA_1,TCA_2,SMA_1,TCB_1,TCF_1,SMF_1,GASA_1
0,20.5,20,0.001,21,20,0,0.0
2,20.6,20,,21,20,0,0.1
2,99,99,99,99,99,99,99
4,9.91E+37,20,0.02,22,20,0,0.1
"""
ALARMS = """test,alarm,location,alarm_s
X12,Ion1,A,3
X12,Pho1,A,5
X12,Ion1,B,4
X1,Ion1,A,99
X12,Pho3,B,
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}").write_text(text)
    return folder


def test_a_house_fire_is_known_by_its_columns_and_finds_its_real_alarms(tmp_path):
    fires = read_fires(written(tmp_path, any_name_X12__csv=HOUSE, times__csv=ALARMS))
    (fire,) = fires.houses
    assert fires.hangars == ()
    assert [(place.name, place.real_s) for place in fire.places] == [("A", (3.0, 5.0)), ("B", (4.0,))]
    assert (fire.first_real_s, fire.second_real_s, fire.end_s) == (3, 4, 4)


def test_open_channels_and_empty_cells_are_no_numbers_and_rows_that_do_not_go_on_are_left_out(tmp_path):
    (fire,) = read_fires(written(tmp_path, a_X12__csv=HOUSE, times__csv=ALARMS)).houses
    temp_c, od_per_m = fire.places[0].temp_c, fire.places[0].od_per_m
    assert temp_c is not None
    assert od_per_m is not None
    assert list(temp_c.times_s) == [0, 2, 4]
    assert math.isnan(temp_c.at(9))
    assert math.isnan(od_per_m.at(2))
    assert temp_c.at(-60) == temp_c.at(1.9) == 20.5


def test_a_missing_meter_is_a_sensor_that_measures_nothing(tmp_path):
    (fire,) = read_fires(written(tmp_path, a_X12__csv=HOUSE, times__csv=ALARMS)).houses
    measures = {sensor.id: sensor.measures for sensor in house(fire).sensors}
    assert measures == {"smoke-a": True, "heat-a": True, "smoke-b": False, "heat-b": True}


def test_without_real_alarms_the_places_are_those_of_the_letters(tmp_path):
    (fire,) = read_fires(written(tmp_path, other__csv=HOUSE)).houses
    assert [(place.name, place.median_real_s) for place in fire.places] == [("A", None), ("B", None)]


def test_a_hangar_is_known_by_its_ceiling_and_its_sparse_grid_is_part_of_it(tmp_path):
    names = [f"{arm}{number}" for arm in "CN" for number in range(1, 9)]
    row = ",".join("9.91E+37" if name == "C2" else "25" for name in names)
    written(tmp_path, h__csv=f"Time,{','.join(names)}\n0,{row}\n10,{row}\n")
    (fire,) = read_fires(tmp_path).hangars
    assert list(fire.temps_c) == names
    assert list(fire.sparse.temps_c) == names[::5]
    assert [sensor.id for sensor in hangar(fire).sensors if not sensor.measures] == ["heat-c2"]


def test_a_head_is_zeroed_in_clean_air_and_one_that_shows_smoke_there_is_defect(tmp_path):
    text = "TIME,SMA_1,SMB_1\n0,0.02,0.4\n2,0.05,0.4\n4,0.01,0.4\n"
    (fire,) = read_fires(written(tmp_path, z__csv=text)).houses
    head, defect = (sensor for sensor in house(fire).sensors if sensor.id.startswith("smoke"))
    assert [round(head.at(t_s), 3) for t_s in (-5, 2, 4)] == [0, 0.03, 0]
    assert not defect.measures


@pytest.mark.parametrize("header", ['"sno","date","Temperature","CO2"', '"date","Temperature","CO2"'])
def test_a_room_is_read_with_row_numbers_that_have_a_heading_or_none(tmp_path, header):
    rows = [
        "2015-02-02 14:19:00,23.7,749",
        "2015-02-02 14:20:00,23.8,750",
        "2015-02-02 18:20:00,22,1",
        "2015-02-02 18:21:00,22,1",
    ]
    written(tmp_path, room__txt="\n".join([header, *(f"{number},{row}" for number, row in enumerate(rows, 1))]))
    first, second = read_rooms(tmp_path)
    assert (first.end_s, second.end_s) == (60, 60)
    assert list(first.temps_c["Temperature"].values) == [23.7, 23.8]
    assert list(first.co2_ppm) == ["CO2"]


def test_times_with_an_offset_and_slashes_are_read(tmp_path):
    written(
        tmp_path,
        a__csv="id,timestamp,bms_co2__ppm\n1,2022-10-10 00:00:00+02:00,473\n1,2022-10-10 00:15:00+02:00,474\n1,later,475\n",
        b__csv="Date,Time,S1_Temp\n2017/12/22,10:49:41,24.94\n2017/12/22,10:50:12,24.9\n",
    )
    assert [(room.end_s, bool(room.temps_c)) for room in read_rooms(tmp_path)] == [(900, False), (31, True)]


def test_no_recordings_says_what_is_needed_in_both_languages(tmp_path, monkeypatch):
    monkeypatch.setenv("HALLENWART_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(NoDataError, match=r"(?s)Gebraucht wird .*TC<place>_1"):
        data_folder()
    with pytest.raises(NoDataError, match="What is needed"):
        data_folder(tmp_path)

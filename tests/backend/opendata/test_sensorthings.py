"""The SensorThings service on a simulated year: hand-made questions, the real client, pages, rights, refusals."""

from __future__ import annotations

import frost_sta_client as fsc
import httpx
import pytest

from hallenwart_backend.opendata.sensorthings import answering, observing
from support.open_year import HALLS, OpenYear
from support.sta_questions import NOW_MS, QUESTIONS, T0, Truth, ids
from support.sta_server import StaServer, sta_server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with sta_server(tmp_path_factory.mktemp("sta"), OpenYear()) as running:
        yield running


@pytest.fixture(scope="module")
def truth(server):
    return Truth(server.year)


def near(value):
    """Floats as near as they come; everything else exactly."""
    if isinstance(value, float):
        return pytest.approx(value)
    if isinstance(value, list | tuple):
        return type(value)(near(one) for one in value)
    return value


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.path)
def test_a_question_gets_the_answer_that_plain_python_works_out(server: StaServer, truth, question):
    told = server.get(question.path)
    assert told.status_code == 200, told.text
    assert question.read(told.json()) == near(question.right(truth))


# --- the client many programs use ---

USES_OLD_NAMES = pytest.mark.filterwarnings("ignore:furl.pathstr is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def service(server):
    return fsc.SensorThingsService(server.root)


@USES_OLD_NAMES
def test_the_client_walks_from_a_thing_to_its_values(service, truth):
    things = service.things().query().filter("properties/kind eq 'hall'").expand("Datastreams").orderby("id", "ASC").list()
    by_id = {one.id: one for one in things}
    assert len(by_id) == HALLS + 3
    streams = {one.id for one in by_id["hall-h0"].datastreams}
    assert T0 in streams
    found = service.datastreams().find(T0)
    assert found.unit_of_measurement.symbol == "°C"
    assert found.observed_area["type"] == "Point"
    newest = found.get_observations().query().top(3).orderby("phenomenonTime", "DESC").list()
    assert [newest.get(at).id for at in range(3)] == ids(truth.streams[T0][:-4:-1])


@USES_OLD_NAMES
def test_the_client_reads_page_after_page_and_misses_nothing(service, truth):
    asked = service.datastreams().find(T0).get_observations().query()
    asked = asked.filter("phenomenonTime ge 2026-03-01T00:00:00Z and phenomenonTime lt 2026-04-01T00:00:00Z").count().top(150)
    listed = asked.list()
    right = [one for one in truth.streams[T0] if one.at.month == 3]
    assert listed.count == len(right) > 450
    assert [(one.id, pytest.approx(one.result)) for one in listed] == [(one.id, one.x) for one in right]


@pytest.mark.parametrize("order", ["", "phenomenonTime asc", "phenomenonTime desc", "result desc", "Datastream/id desc"])
def test_pages_put_together_are_the_whole(server, truth, order):
    """Whatever the order: each value once, by links alone."""
    span = "phenomenonTime ge 2026-11-20T00:00:00Z and phenomenonTime lt 2026-11-21T00:00:00Z"
    link = f"{server.root}/Observations?$filter={span}&$top=70&$select=id" + (f"&$orderby={order}" if order else "")
    found = []
    while link:
        page = server.client.get(link).json()
        found += [one["@iot.id"] for one in page["value"]]
        link = page.get("@iot.nextLink")
    right = ids(one for one in truth.rows if one.at.strftime("%F") == "2026-11-20")
    assert len(found) == len(right) > 350
    assert sorted(found) == sorted(right)


@USES_OLD_NAMES
def test_every_kind_has_what_the_client_knows_of_it(service):
    for listed in (
        service.things().query().list(),
        service.locations().query().list(),
        service.historical_locations().query().list(),
        service.datastreams().query().expand("Thing,Sensor,ObservedProperty").list(),
        service.sensors().query().list(),
        service.observed_properties().query().list(),
        service.features_of_interest().query().list(),
        service.observations().query().top(2).expand("Datastream,FeatureOfInterest").list(),
    ):
        first = listed.get(0)
        assert first.id
        assert first.self_link.startswith(str(service.url))
    assert service.things().find("hall-h0").name == "Halle 1"
    with pytest.raises(Exception, match="404"):
        service.things().find("hall-nirgends")


# --- what is never told ---


def test_nothing_is_told_of_an_hour_that_runs(server):
    late = server.get("/Observations?$orderby=phenomenonTime desc&$top=1").json()["value"][0]
    assert late["resultTime"] <= "2026-11-23T11:00:00Z"
    assert NOW_MS > 0
    told = server.get("/ObservedProperties?$select=id").json()["value"]
    assert {one["@iot.id"] for one in told} == {"temp_c", "humidity_pct", "people_usual"}


def test_the_newest_week_is_what_the_public_page_shows(server):
    page = httpx.get(server.root.replace("/sensorthings/v1.1", "/api/public/usage")).json()
    tables = {f"site-{one['site']}" if one["site"] else "town": one["cells"] for one in page["typical"]}
    told = server.get(
        "/Observations?$filter=resultTime eq 2026-11-22T23:00:00Z and Datastream/properties/dataset eq 'occupancy'&$top=1000"
    ).json()
    cells = {place: [[None] * 24 for _ in range(7)] for place in tables}
    for one in told["value"]:
        stream, _, seconds = one["@iot.id"].rpartition("~")
        hours = (int(seconds) + 3600) // 3600 - (1795388400 - 7 * 86400 + 3600) // 3600
        cells[stream.removesuffix(".people_usual")][hours // 24][hours % 24] = one["result"]
    assert cells == tables
    assert len(told["value"]) > 100


# --- refusals ---


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/Nothing", 404),
        ("/Things('nobody')", 404),
        ("/Things('hall-h0')/Things", 404),
        ("/Things('hall-h0')/name/name", 404),
        ("/Things/name", 404),
        ("/Observations('x~1')", 404),
        ("/Things?$filter=name eq", 400),
        ("/Things?$filter=(name eq 'a'", 400),
        ("/Things?$filter=colour eq 'a'", 400),
        ("/Things?$filter=nofunction(name)", 400),
        ("/Things?$top=-1", 400),
        ("/Things?$top=1&$top=2", 400),
        ("/Things?$search=a", 400),
        ("/Things?$expand=Sensors", 400),
        ("/Things?$select=colour", 400),
        ("/Things?$resultFormat=dataArray", 400),
        ("/Things?$filter=" + "(" * 60 + "1 eq 1" + ")" * 60, 400),
        ("/Observations?$skiptoken=zzz", 400),
        ("/Things?$filter=st_crosses(name,name)", 501),
        ("/Things?$filter=Datastreams/Observations/result gt 1", 501),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(server, path, status):
    told = server.get(path)
    assert told.status_code == status, told.text
    body = told.json()
    assert body["code"] == status
    assert body["type"] == "error"
    assert body["message"] == body["messages"]["en"] != body["messages"]["de"]
    assert told.headers["access-control-allow-origin"] == "*"


def test_a_question_that_would_go_over_too_much_says_how_to_ask_less(server, monkeypatch):
    monkeypatch.setattr(observing, "MOST_LOOKED_AT", 1_000)
    told = server.get("/Observations?$filter=result add 0 ge 0&$count=true")
    assert (told.status_code, "shorter phenomenonTime" in told.json()["message"]) == (400, True)
    monkeypatch.setattr(observing, "MOST_SCANNED", 10_000)
    for path in ("/Observations?$count=true&$top=0", "/Observations?$orderby=result", "/Observations?$filter=result lt -99"):
        assert server.get(path).status_code == 400, path
    narrow = "phenomenonTime ge 2026-11-20T00:00:00Z and phenomenonTime lt 2026-11-21T00:00:00Z"
    assert server.get(f"/Observations?$count=true&$top=0&$filter={narrow}").json()["@iot.count"] > 350
    monkeypatch.setattr(answering, "MOST_TOLD", 50)
    assert server.get("/Observations?$top=60").status_code == 400
    monkeypatch.setattr(answering, "MOST_FOLLOWED", 3)
    assert server.get("/Datastreams?$expand=Observations($top=1)").status_code == 400


def test_it_is_read_only(server):
    for method in ("POST", "PATCH", "PUT", "DELETE"):
        assert server.client.request(method, server.root + "/Things('hall-h0')").status_code == 405


def test_an_answer_is_not_sent_twice_and_other_pages_may_read_it(server):
    told = server.get("/Things")
    assert told.headers["access-control-allow-origin"] == "*"
    again = server.get("/Things", **{"If-None-Match": told.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    asked = server.client.options(server.root + "/Things")
    assert "Authorization" in asked.headers["access-control-allow-headers"]


def test_the_root_names_everything(server):
    told = server.get("").json()
    assert {one["name"] for one in told["value"]} >= {"Things", "Datastreams", "Observations"}
    assert all(httpx.get(one["url"]).status_code == 200 for one in told["value"])
    assert told["serverSettings"]["conformance"]

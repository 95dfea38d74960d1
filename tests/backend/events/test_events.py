"""A match becomes public, people agree, the camera films, somebody takes it back."""

import pytest

from hallenwart_backend.errors import RefusedError
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, OSMAN, open_town
from support.event_town import CAMERA, START_MS, VERSION, agree, event, match, send, stream_of, told_camera

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await told_camera(opened)
        yield opened


async def rights(town):
    view = await town.backend.plans.view_of("nordpark-2")
    return [right.id for right in view.streams]


async def refused(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    return answer.json()


async def test_a_training_is_no_public_event_and_others_cannot_make_one(town):
    club, other = await town.signed_in(JANA), await town.signed_in(OSMAN)
    booking = await match(town, "training")
    await refused(await club.post("/api/events", json={"booking": booking, "title": "A"}), 409, "not_public")
    await refused(await other.post("/api/events", json={"booking": booking, "title": "A"}), 403, "not_yours")


async def test_no_consent_no_right_and_the_refusal_says_who_is_missing(town):
    made = await event(town, minors=True, visitors="SV Süd")
    club = await town.signed_in(JANA)
    assert await rights(town) == []
    assert {one["party"] for one in made["consents"]} == {
        "club",
        "visitors",
        "guardians",
        "office",
    }
    town.clock.advance(START_MS - town.clock.now_ms())
    told = await refused(await club.post(f"/api/events/{made['id']}/live", json={"on": True}), 409, "consent_missing")
    assert told["missing"] == ["club", "visitors", "guardians", "office"]
    assert "Gastmannschaft" in told["message"]["de"]
    with pytest.raises(RefusedError, match="no_stream_right"):
        await send(town, await stream_of(town, made["id"]), 0)
    log = (await club.get(f"/api/events/{made['id']}/log")).json()["lines"]
    assert [(one["deed"], one["by"], one["why"]) for one in log] == [("refused", "club", "consent_missing")]


async def test_nobody_agrees_for_somebody_else(town):
    made = await event(town, visitors="SV Süd")
    path = f"/api/events/{made['id']}/consents"
    for email, party, code in ((AMT, "club", 403), (JANA, "office", 403), (JANA, "visitors", 403), (OSMAN, "club", 403)):
        sent = await (await town.signed_in(email)).post(path, json={"party": party, "version": VERSION})
        assert sent.status_code == code, (email, party)
    await refused(await (await town.signed_in(JANA)).post(path, json={"party": "club", "version": "2019"}), 409, "old_text")
    await refused(
        await (await town.signed_in(JANA)).post(path, json={"party": "guardians", "version": VERSION}), 409, "not_needed"
    )


async def test_with_all_consents_the_camera_has_a_right_and_displays_show_what_is_live(town):
    made = await event(town)
    await agree(town, made["id"])
    stream = await stream_of(town, made["id"])
    assert await rights(town) == [stream], "the view says beforehand when it begins"
    with pytest.raises(RefusedError, match="no_stream_right"):
        await send(town, stream, 0)
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1, 2)
    await send(town, stream, 2)
    view = await town.backend.plans.view_of("nordpark-2")
    assert [one.id for one in view.shown_streams] == [stream]
    assert (await town.backend.plans.view_of("sued-1")).shown_streams == []
    browser = town.stranger()
    index = await browser.get(f"/live/{stream}/index.m3u8")
    video = await browser.get(f"/live/{stream}/{index.text.splitlines()[-1]}")
    assert (index.headers["content-type"], video.headers["cache-control"]) == ("application/vnd.apple.mpegurl", "no-store")
    assert "1/2.m4s" in video.text
    assert "1/3.m4s" not in video.text
    part = await browser.get(f"/live/{stream}/1/2.m4s")
    assert part.content.endswith(b"\2")
    assert part.headers["cache-control"].startswith("public")
    assert "access-control-allow-origin" not in part.headers
    assert not part.cookies


async def test_taking_back_ends_it_at_once_and_deletes_everything(town):
    made = await event(town, record_days=7)
    await agree(town, made["id"])
    stream = await stream_of(town, made["id"])
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1, 2)
    folder = town.backend.events.streaming.files.folder(stream)
    assert folder.is_dir()
    await refused(await (await town.signed_in(OSMAN)).delete(f"/api/events/{made['id']}/consents/club"), 403, "not_yours")
    taken = await (await town.signed_in(JANA)).delete(f"/api/events/{made['id']}/consents/club")
    assert taken.status_code == 200
    assert not folder.exists()
    assert await rights(town) == []
    assert [one["given"] for one in taken.json()["ledger"] if one["party"] == "club"] == [True, False]
    assert (await town.stranger().get(f"/live/{stream}/index.m3u8")).status_code == 410
    with pytest.raises(RefusedError, match="no_stream_right"):
        await send(town, stream, 3)
    proof = await town.backend.evidence.verify()
    assert proof.fault_at is None


async def test_an_event_follows_its_booking(town):
    made = await event(town)
    await agree(town, made["id"])
    club = await town.signed_in(JANA)
    assert (await club.delete(f"/api/bookings/{made['booking']}")).status_code == 204
    assert (await club.get(f"/api/events/{made['id']}")).json()["phase"] == "gone"
    assert await rights(town) == []


async def test_a_camera_of_another_hall_and_of_another_site_has_no_right(town):
    made = await event(town)
    await agree(town, made["id"])
    await told_camera(town, "gymnastik")
    assert await rights(town) == []
    club = await town.signed_in(JANA)
    body = {"title": "A", "stream": True, "camera": {"device": "sued-1", "camera": "x"}}
    await refused(await club.put(f"/api/events/{made['id']}", json=body), 422, "no_such_camera")


async def test_the_visiting_team_agrees_and_takes_back_by_its_link(town):
    made = await event(town, visitors="SV Süd")
    await agree(town, made["id"])
    assert await rights(town) == []
    link = (await (await town.signed_in(JANA)).post(f"/api/events/{made['id']}/visitors", json={})).json()["url"]
    path, browser = link.removeprefix("http://hallenwart.test"), town.stranger()
    shown = await browser.get(path)
    assert shown.status_code == 200
    assert "SV Süd" in shown.text
    assert await rights(town) == [], "looking changes nothing"
    form = {"act": "yes", "version": VERSION}
    assert (await browser.post(path, data=form)).status_code == 303
    assert len(await rights(town)) == 1
    assert (await browser.post(path, data=form)).status_code == 409, "yes counts once"
    assert (await browser.post(path, data={"act": "no", "version": VERSION})).status_code == 303
    assert await rights(town) == []
    assert (await browser.post(path, data=form)).status_code == 409
    assert (await browser.get(path[:-2] + "xx")).status_code == 404


async def test_the_end_of_the_booking_ends_the_stream_and_leaves_the_recording_for_its_days(town):
    made = await event(town, record_days=2)
    await agree(town, made["id"])
    stream, streaming = await stream_of(town, made["id"]), town.backend.events.streaming
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1, 2)
    await send(town, stream, 0, 1, run=2)
    town.clock.advance(2 * HOUR_MS)
    await streaming.look()
    browser = town.stranger()
    assert (await town.backend.events.watching.for_display(stream)).endswith("#EXT-X-ENDLIST\n")
    town.clock.advance(60_000)
    assert (await browser.get(f"/live/{stream}/index.m3u8")).status_code == 410
    await streaming.look()
    vod = await browser.get(f"/live/{stream}/recording/index.m3u8")
    assert vod.status_code == 200
    assert vod.text.count("#EXTINF") == 3
    assert "PLAYLIST-TYPE:VOD" in vod.text
    piece = await browser.get(f"/live/{stream}/recording/1.mp4", headers={"Range": "bytes=0-7"})
    assert piece.status_code == 206
    assert piece.content[4:] == b"ftyp"
    told = (await (await town.signed_in(AMT)).get(f"/api/events/{made['id']}/log")).json()["streams"]
    assert [(one["why"], one["keep_until_ms"] is not None) for one in told] == [("over", True)]
    town.clock.advance(3 * 24 * HOUR_MS)
    await streaming.expire()
    assert (await browser.get(f"/live/{stream}/recording/index.m3u8")).status_code == 410
    assert not streaming.files.folder(stream).exists()


async def test_a_restart_finds_the_parts_again(town, tmp_path):
    made = await event(town)
    await agree(town, made["id"])
    stream = await stream_of(town, made["id"])
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1, 2)
    await send(town, stream, 0, 1, run=3)
    before = await town.backend.events.watching.for_display(stream)
    town.backend.events.streaming.running.clear()
    await town.backend.events.load()
    assert await town.backend.events.watching.for_display(stream) == before
    await send(town, stream, 2, run=3)
    assert "3/2.m4s" in await town.backend.events.watching.for_display(stream)


async def test_what_was_filmed_outside_the_booked_time_is_not_taken(town):
    made = await event(town)
    await agree(town, made["id"])
    stream = await stream_of(town, made["id"])
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0)
    with pytest.raises(RefusedError, match="outside_booking"):
        await send(town, stream, 1, back_ms=60_000)
    with pytest.raises(RefusedError, match="no_such_stream"):
        await send(town, stream, 1, device="nordpark-1")
    with pytest.raises(RefusedError, match="init_first"):
        await send(town, stream, 1, run=2)


async def test_viewers_are_limited_and_counted(town):
    made = await event(town)
    await agree(town, made["id"])
    stream, room = await stream_of(town, made["id"]), town.backend.events
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1)
    room.streaming.viewers.most = 2
    browser = town.stranger()
    answers = [await browser.get(f"/live/{stream}/index.m3u8") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 503]
    assert answers[2].json()["message"]["de"].startswith("Gerade schauen")
    town.clock.advance(30_000)
    assert (await browser.get(f"/live/{stream}/index.m3u8")).status_code == 200
    assert room.streaming.viewers.peak(stream) == 2


async def test_a_target_outside_is_sealed_for_the_camera_and_never_told_again(town):
    made = await event(town)
    await agree(town, made["id"])
    club = await town.signed_in(JANA)
    await refused(await club.put(f"/api/events/{made['id']}/push", json={"target": "https://x.example"}), 422, "bad_push")
    target = "rtmp://tube.example/live/geheim"
    assert (await club.put(f"/api/events/{made['id']}/push", json={"target": target})).status_code == 204
    shown = await club.get(f"/api/events/{made['id']}")
    assert shown.json()["push_host"] == "tube.example"
    assert "geheim" not in shown.text
    first = (await town.backend.plans.view_of("nordpark-2")).streams[0]
    again = (await town.backend.plans.view_of("nordpark-2")).streams[0]
    assert first.push == again.push
    assert town.backend.vault.unseal_from("nordpark-2", first.push, first.id) == target.encode()


async def test_who_reads_what(town):
    made = await event(town)
    for email, status in ((JANA, 200), (AMT, 200), (KERN, 200), (OSMAN, 403), (MEMBER, 403)):
        assert (await (await town.signed_in(email)).get(f"/api/events/{made['id']}")).status_code == status, email
    assert (await (await town.signed_in(KERN)).get("/api/cameras")).json()["cameras"][0]["camera"] == CAMERA["camera"]
    assert (await (await town.signed_in(JANA)).get("/api/cameras")).status_code == 403

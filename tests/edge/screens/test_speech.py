"""The kiosk's voice: real recordings by espeak-ng, and silence where it cannot speak."""

import asyncio
import json
import wave
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from hallenwart_dashboards import static_root
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.sentences import Sentence
from hallenwart_edge.screens.speech import INDEX, Voice

SENTENCES = {"isOpen": {"de": "Fach {n} ist offen", "en": "Door {n} is open"}, "thanks": {"de": "Danke.", "en": "Thanks."}}


@asynccontextmanager
async def rendering(voice: Voice):
    task = asyncio.create_task(voice.run())
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def index_of(voice: Voice) -> dict[str, str]:
    async with asyncio.timeout(180), rendering(voice):
        while not (voice.folder / INDEX).exists():  # noqa: ASYNC110 - the voice rings no bell
            await asyncio.sleep(0.05)
    return json.loads((voice.folder / INDEX).read_text())


def change(sentences: Path, index: Path) -> None:
    sentences.write_text(json.dumps(SENTENCES | {"thanks": {"de": "Vielen Dank.", "en": "Thanks."}}))
    index.unlink()


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    (tmp_path / "speech.json").write_text(json.dumps(SENTENCES))
    return tmp_path / "speech.json"


async def test_every_sentence_becomes_a_recording_for_each_compartment_it_names(sentences: Path, tmp_path: Path):
    voice = Voice(sentences, tmp_path / "speech", slots=[1, 7])
    index = await index_of(voice)
    assert set(index) == {"de/thanks", "en/thanks", *(f"{lang}/isOpen-{n}" for lang in ("de", "en") for n in (1, 7))}
    for file in index.values():
        with wave.open(str(voice.folder / file)) as recording:
            assert recording.getnframes() / recording.getframerate() > 0.2
    app = create_app(pages=tmp_path, health=dict, kiosk=object(), speech=voice.folder)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as page:
        assert (await page.get("/kiosk/speech/index.json")).json() == index
        heard = await page.get(f"/kiosk/speech/{index['de/thanks']}")
    assert heard.headers["content-type"] in {"audio/x-wav", "audio/wav"}


async def test_a_changed_sentence_is_spoken_anew_and_the_old_recording_swept_away(sentences: Path, tmp_path: Path):
    voice = Voice(sentences, tmp_path / "speech", slots=[1])
    before = await index_of(voice)
    kept = (voice.folder / before["en/thanks"]).stat().st_mtime_ns
    change(sentences, voice.folder / INDEX)
    after = await index_of(voice)
    assert after["de/thanks"] == Sentence("de/thanks", "de", "Vielen Dank.").file != before["de/thanks"]
    assert not (voice.folder / before["de/thanks"]).exists()
    assert (voice.folder / after["en/thanks"]).stat().st_mtime_ns == kept


@pytest.mark.parametrize("program", ["no-such-program", "false"])
async def test_without_a_voice_the_kiosk_is_silent_and_nothing_ends(sentences: Path, tmp_path: Path, program: str):
    voice = Voice(sentences, tmp_path / "speech", slots=[1], program=program)
    async with rendering(voice) as task:
        done, _ = await asyncio.wait({task}, timeout=0.5)
    assert not done
    assert not (tmp_path / "speech" / INDEX).exists()


async def test_a_missing_list_of_sentences_ends_nothing(tmp_path: Path):
    async with rendering(Voice(tmp_path / "none.json", tmp_path / "speech", slots=[1])) as task:
        done, _ = await asyncio.wait({task}, timeout=0.5)
    assert not done


def test_the_pages_bring_their_sentences_along():
    sentences = json.loads((static_root() / "kiosk/speech.json").read_text())
    assert sentences["isOpen"]["de"] == "Fach {n} ist offen"
    assert all({"de", "en"} == set(texts) for texts in sentences.values())

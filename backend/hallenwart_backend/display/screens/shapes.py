"""What the routes of displays take and answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hallenwart_backend.display.screens.rules import MOST_ON
from hallenwart_backend.web.fields import Body, Shape, Words

_Minute = Annotated[int, Field(strict=True, ge=0, le=1_440)]


class OnTimeShape(Body):
    """When the screen is on, in local wall time: minutes after midnight on these days (0 is Monday)."""

    days: Annotated[list[Annotated[int, Field(strict=True, ge=0, le=6)]], Field(max_length=7)]
    from_min: _Minute
    to_min: _Minute
    brightness_pct: Annotated[int, Field(strict=True, ge=0, le=100)] = 100


class ScreenShape(Body):
    """How a display is to show things. `inches`: the diagonal; `distance_m`: how far away its readers stand.

    `turned` in degrees. `on` empty: always on. In an alarm a screen is on and bright whatever stands here.
    """

    inches: Annotated[float, Field(allow_inf_nan=False)] = 55.0
    distance_m: Annotated[float, Field(allow_inf_nan=False)] = 5.0
    turned: Literal[0, 90, 180, 270] = 0
    languages: Annotated[list[Literal["de", "en"]], Field(min_length=1, max_length=2, default_factory=lambda: ["de", "en"])]
    easy: bool = False
    spoken: bool = True
    on: Annotated[list[OnTimeShape], Field(max_length=MOST_ON, default_factory=list)]
    stream: bool = True


class ScreenNowOut(Shape):
    """What it shows as it told last. `page` false: no browser draws. `on`, `brightness_pct` null: cannot be asked."""

    mode: str
    rung: str
    card: str
    since_ms: int
    page: bool | None
    on: bool | None
    brightness_pct: int | None
    sha256: str
    proof_ms: int | None


class ThumbnailOut(Shape):
    """`path`: where the small picture is; the same for ever. `sha256` is that of the whole picture."""

    id: str
    t_ms: int
    why: str
    sha256: str
    path: str


class ExitNowOut(Shape):
    way: str
    place: str
    protocol: str
    kind: str
    from_ms: int
    until_ms: int


class DisplayOut(Shape):
    """`why`: what it shows and why, in words. `fault`: why its browser or panel is not well. `plan_rev` is the plan it shows,
    `wanted_rev` the one it should. `reminder`: when the release of its arrow ends, while somebody should renew it.
    `may`: screen, proof, release, withdraw, block.
    """

    device: str
    title: str
    site: str
    site_name: str
    halls: list[str]
    hall_names: list[str]
    state: str
    online: bool
    last_ms: int | None
    screen: ScreenNowOut | None
    card: str
    why: Words
    fault: Words | None
    plan_rev: int
    wanted_rev: int
    thumbnail: ThumbnailOut | None
    panel: ScreenShape
    exit: ExitNowOut | None
    reminder: int | None
    may: list[str]


class DisplaysOut(Shape):
    now_ms: int
    displays: list[DisplayOut]


class ProofAskedOut(Shape):
    """The command's id: `GET /api/commands/{id}` says how it went. `ref` is that of the proof which comes."""

    id: str
    ref: str


class ScreenProofOut(ThumbnailOut):
    """`incident`: the alarm it belongs to, empty without one."""

    received_ms: int
    ref: str
    mode: str
    rung: str
    card: str
    width: int
    height: int
    incident: str


class ScreenProofsOut(Shape):
    """Newest first."""

    proofs: list[ScreenProofOut]


class ShownOut(Shape):
    """What a display changed to. `to_ms` null: it stood at the end of what was asked for. `proof`: a picture of it."""

    t_ms: int
    to_ms: int | None
    mode: str
    rung: str
    card: str
    proof: str


class ShownListOut(Shape):
    """Oldest first; `more`: there were more changes than this answer holds."""

    shown: list[ShownOut]
    more: bool

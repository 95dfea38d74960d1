"""Routes are made when somebody asks for them, and are then the routes that were written."""

import httpx
import pytest
from fastapi import Depends, FastAPI

from hallenwart_backend.web.fields import Body, Shape
from hallenwart_backend.web.routing import LateRoute, Router

MADE = "dependant"


class Wish(Body):
    hall: str


class Got(Shape):
    hall: str


def asked() -> str:
    return "asked"


def written():
    router = Router(prefix="/wishes", tags=["wishes"])

    @router.post("/{club}", status_code=201)
    async def wish(club: str, body: Wish, who: str = Depends(asked)) -> Got:
        """Takes a wish."""
        return Got(hall=f"{club} {body.hall} {who}")

    return router


def browsing(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hall")


@pytest.fixture
def app():
    app = FastAPI()
    app.include_router(written())
    return app


def test_nothing_is_made_before_somebody_asks():
    (route,) = written().routes
    assert isinstance(route, LateRoute)
    assert (route.path, route.methods, route.name) == ("/wishes/{club}", {"POST"}, "wish")
    assert MADE not in vars(route)
    assert not hasattr(route, "nobody_knows_this")
    assert MADE not in vars(route)


async def test_what_was_written_is_what_answers(app: FastAPI):
    async with browsing(app) as browser:
        answer: httpx.Response = await browser.post("/wishes/tsv", json={"hall": "nord"})
        assert (answer.status_code, answer.json()) == (201, {"hall": "tsv nord asked"})
        assert (await browser.post("/wishes/tsv", json={"halle": "nord"})).status_code == 422
        assert (await browser.get("/wishes/tsv")).status_code == 405
        assert (await browser.get("/wishes")).status_code == 404


async def test_who_asks_has_no_route_made_but_the_one_of_the_router(app: FastAPI):
    async with browsing(app) as browser:
        await browser.post("/wishes/tsv", json={"hall": "nord"})
    (included,) = [route for route in app.routes if hasattr(route, "original_router")]
    assert [MADE in vars(route) for route in included.original_router.routes] == [False]


def test_the_description_has_it_whole(app: FastAPI):
    described = app.openapi()["paths"]["/wishes/{club}"]["post"]
    assert (described["tags"], described["description"]) == (["wishes"], "Takes a wish.")
    assert described["responses"]["201"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Got"}


def test_whoever_asks_a_route_that_nobody_included_gets_it_whole():
    (route,) = written().routes
    assert isinstance(route, LateRoute)
    assert route.path_regex.match("/wishes/tsv")
    assert [one.name for one in route.dependant.body_params] == ["body"]


def test_a_model_is_made_ready_when_it_is_first_needed():
    class Late(Shape):
        hall: str

    assert not Late.__pydantic_complete__
    assert Late(hall="nord").hall == "nord"
    assert Late.__pydantic_complete__

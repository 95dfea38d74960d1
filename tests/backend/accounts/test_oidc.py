"""Sign-in with the city's account, against a real provider (npm `oidc-provider`) on loopback."""

import base64
import json
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from sqlalchemy import select

from hallenwart_backend.accounts.oidc.config import load
from hallenwart_backend.accounts.oidc.rules import FLOW_MS
from hallenwart_backend.accounts.oidc.tables import oidc_identities
from hallenwart_backend.adapters.webhook_http import Answer
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.web.parts import COOKIE
from support.backends import ADMIN, AMT, JANA, OSMAN, open_town, provision
from support.idp_process import SECRET, identity_provider

HERE = "http://hallenwart.test"
CALLBACK = f"{HERE}/api/session/oidc/callback"


@pytest.fixture(scope="module")
def provider():
    with identity_provider(CALLBACK) as running:
        yield running


def settings(provider, more=""):
    return f'issuer = "{provider.issuer}"\nclient_id = "hallenwart"\nclient_secret = "{SECRET}"\nname = "Stadt-Konto"\n{more}'


@pytest.fixture
async def town(tmp_path, provider, request):
    (tmp_path / "oidc.toml").write_text(settings(provider, getattr(request, "param", "")))
    async with open_town(tmp_path, now_ms=int(time.time() * 1000)) as opened:
        yield opened


async def there(browser):
    """Press the button; return where the browser is sent."""
    answer = await browser.get("/api/session/oidc/start")
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def back(url):
    """Go through the provider's pages; return the address it sends the browser back to."""
    async with httpx.AsyncClient() as at_provider:
        for _ in range(8):
            answer = await at_provider.get(url)
            assert answer.is_redirect, answer.text
            url = str(answer.url.join(answer.headers["location"]))
            if url.startswith(CALLBACK):
                return url.removeprefix(HERE)
    raise AssertionError(url)


async def sign_in(browser):
    return await browser.get(await back(await there(browser)))


async def test_a_known_address_signs_in_and_is_known_by_the_providers_id_from_then_on(town, provider):
    browser = town.stranger()
    assert (await browser.get("/api/session/ways")).json()["oidc"] == "Stadt-Konto"
    provider.account("u-1", email=JANA.title(), email_verified=True, name="Jana L.")
    done = await sign_in(browser)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert (await browser.get("/api/session")).json()["email"] == JANA
    assert (await browser.get("/api/sessions")).json()["sessions"][0]["way"] == "oidc"
    provider.account("u-1", email="jana@neu.example", email_verified=True)
    again = town.stranger()
    await sign_in(again)
    assert (await again.get("/api/session")).json()["email"] == JANA


async def test_an_address_nobody_proved_opens_nothing(town, provider):
    for verified in (False, None, "true"):
        provider.account("u-2", email=JANA, email_verified=verified)
        browser = town.stranger()
        refused = await sign_in(browser)
        assert refused.status_code == 403
        assert "keine bestätigte E-Mail-Adresse" in refused.text
        assert COOKIE not in browser.cookies


async def test_an_account_of_another_person_there_does_not_take_over(town, provider):
    provider.account("u-1", email=JANA, email_verified=True)
    await sign_in(town.stranger())
    provider.account("u-9", email=JANA, email_verified=True)
    refused = await sign_in(town.stranger())
    assert refused.status_code == 403
    assert "gehört hier schon" in refused.text


async def test_unknown_people_are_told_what_to_do_and_get_no_account(town, provider):
    provider.account("u-3", email="fremd@stadt.example", email_verified=True, name="F. Remd")
    refused = await sign_in(town.stranger())
    assert refused.status_code == 403
    assert "von Ihrem Verein einladen" in refused.text
    people = (await (await town.signed_in(AMT)).get("/api/people")).json()["people"]
    assert all(one["email"] != "fremd@stadt.example" for one in people)
    provider.account(None)
    cancelled = await sign_in(town.stranger())
    assert cancelled.status_code == 400
    assert "abgebrochen" in cancelled.text


@pytest.mark.parametrize("town", ['create = "guest"\n'], indirect=True)
async def test_where_the_office_wants_it_whoever_the_city_knows_becomes_a_guest(town, provider):
    provider.account("u-3", email="fremd@stadt.example", email_verified=True, name="F. Remd")
    browser = town.stranger()
    await sign_in(browser)
    who = (await browser.get("/api/session")).json()
    assert (who["name"], who["roles"], who["club"]) == ("F. Remd", ["guest"], None)


ROLES = 'scopes = ["openid", "email", "groups"]\n[roles]\n'
ROLES += 'map = { sportamt = "office", haus = "caretaker:nordpark", chef = "admin" }\n'


@pytest.mark.parametrize("town", [ROLES], indirect=True)
async def test_groups_there_are_roles_here_and_end_there_too(town, provider):
    provider.account("u-1", email=JANA, email_verified=True, groups=["haus", "sportamt", "kantine"])
    browser = town.stranger()
    await sign_in(browser)
    assert (await browser.get("/api/session")).json()["roles"] == ["caretaker", "office", "trainer"]
    provider.account("u-1", email=JANA, email_verified=True, groups=["haus"])
    await sign_in(town.stranger())
    assert (await browser.get("/api/session")).json()["roles"] == ["caretaker", "trainer"]
    provider.account("u-7", email=ADMIN, email_verified=True, groups=[])
    admin = town.stranger()
    await sign_in(admin)
    assert (await admin.get("/api/session")).json()["roles"] == ["admin"]  # the last one stays


async def test_keys_may_change_at_any_time(town, provider):
    provider.account("u-1", email=JANA, email_verified=True)
    assert (await sign_in(town.stranger())).status_code == 303
    provider.rotate()
    town.clock.advance(31_000)
    assert (await sign_in(town.stranger())).status_code == 303


async def test_an_answer_counts_once_in_the_browser_that_asked_and_in_time(town, provider):
    provider.account("u-1", email=JANA, email_verified=True)
    browser, other = town.stranger(), town.stranger()
    answer = await back(await there(browser))
    assert (await other.get(answer)).status_code == 400  # no cookie: a link somebody was sent
    assert (await browser.get(answer)).status_code == 400  # and it is used up by that
    answer = await back(await there(browser))
    assert (await browser.get(answer)).status_code == 303
    assert (await browser.get(answer)).status_code == 400
    late = await back(await there(browser))
    town.clock.steady_ms += FLOW_MS
    assert (await browser.get(late)).status_code == 400


async def test_a_forged_answer_opens_nothing(town, provider):
    provider.account("u-1", email=JANA, email_verified=True)
    for change in ({"state": "forged"}, {"code": "forged"}, {"iss": "https://evil.example"}, {"iss": ""}, {"state": ""}):
        browser = town.stranger()
        answer = urlsplit(await back(await there(browser)))
        forged = {name: values[0] for name, values in parse_qs(answer.query).items()} | change
        assert (await browser.get(f"{answer.path}?{urlencode(forged)}")).status_code in {400, 503}, change
        assert COOKIE not in browser.cookies


async def test_nothing_that_is_given_leads_elsewhere(town, provider):
    browser = town.stranger()
    url = urlsplit((await browser.get("/api/session/oidc/start?next=https://evil.example&redirect_uri=x")).headers["location"])
    asked = parse_qs(url.query)
    assert asked["redirect_uri"] == [CALLBACK]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    provider.account("u-1", email=JANA, email_verified=True)
    done = await browser.get(f"{await back(await there(browser))}&next=https://evil.example")
    assert done.headers["location"] == "/"


class Forging:
    """Stands between the server and its provider and puts another ID token into the answer."""

    def __init__(self, call, token):
        self._call = call
        self._token = token

    async def __call__(self, method, url, body=b"", headers=None):
        answer = await self._call(method, url, body, headers)
        if method != "POST":
            return answer
        told = json.loads(answer.body)
        return Answer(answer.status, json.dumps(told | {"id_token": self._token(told["id_token"])}).encode())


def claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def signed(change, key=None, header=None):
    key = key or ECKey.generate_key("P-256")
    return lambda token: jwt.encode(header or {"alg": "ES256"}, claims_of(token) | change, key, algorithms=["ES256", "HS256"])


def unsigned(token):
    return "eyJhbGciOiJub25lIn0." + token.split(".")[1] + "."


FORGERIES = {
    "foreign key": signed({}),
    "shared secret": signed({}, OctKey.import_key(SECRET), {"alg": "HS256"}),
    "no signature": unsigned,
    "no token": lambda _: "x",
    "broken signature": lambda token: token[:-4] + "AAAA",
}


async def test_a_token_that_the_provider_did_not_sign_opens_nothing(town, provider, monkeypatch):
    provider.account("u-1", email=JANA, email_verified=True)
    http, call = town.backend.account_room.http, town.backend.account_room.http.call
    for name, forge in FORGERIES.items():
        monkeypatch.setattr(http, "call", Forging(call, forge))
        browser = town.stranger()
        assert (await sign_in(browser)).status_code == 503, name
        assert COOKIE not in browser.cookies, name


WRONG_CLAIMS = (
    {"nonce": "another"},
    {"aud": "another"},
    {"aud": ["hallenwart", "another"], "azp": "another"},
    {"iss": "https://evil.example"},
    {"exp": 1},
    {"at_hash": "AAAA"},
)


async def test_a_token_for_somebody_or_something_else_opens_nothing(town, provider, monkeypatch):
    """Signed by a key this server trusts, so that only the claim is wrong."""
    provider.account("u-1", email=JANA, email_verified=True)
    key = ECKey.generate_key("P-256")
    http, call = town.backend.account_room.http, town.backend.account_room.http.call

    def trusting(change):
        async def answer(method, url, body=b"", headers=None):
            if url.endswith("/jwks"):
                return Answer(200, json.dumps({"keys": [key.as_dict(private=False)]}).encode())
            return await Forging(call, signed(change, key))(method, url, body, headers)

        return answer

    for change in WRONG_CLAIMS:
        monkeypatch.setattr(http, "call", trusting(change))
        assert (await sign_in(town.stranger())).status_code == 503, change
    rows = await town.backend.records.read(lambda connection: connection.execute(select(oidc_identities)).all())
    assert rows == []
    monkeypatch.setattr(http, "call", trusting({}))
    assert (await sign_in(town.stranger())).status_code == 303


async def test_a_provider_that_does_not_answer_is_told_in_words(tmp_path, provider):
    (tmp_path / "oidc.toml").write_text(settings(provider).replace(provider.issuer, "http://127.0.0.1:1"))
    async with open_town(tmp_path) as town:
        answer = await town.stranger().get("/api/session/oidc/start")
        assert answer.status_code == 503
        assert "Bitte melden Sie sich anders an" in answer.text
        assert (await town.signed_in(OSMAN)).cookies[COOKIE]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('issuer = "http://anmeldung.stadt.example"\nclient_id = "x"\nclient_secret = "y"', "https"),
        ('issuer = "https://a.example"\nclient_id = "x"', "client_secret"),
        ('issuer = "https://a.example"\nclient_id = "x"\nclient_secret = "y"\n[roles]\nmap = { a = "trainer" }', "by a club"),
        ('issuer = "https://a.example"\nclient_id = "x"\nclient_secret = "y"\n[roles]\nmap = { a = "boss" }', "boss"),
        ('issuer = "https://a.example"\nclient_id = "x"\nclient_secret = "y"\nsecret = "z"', "secret"),
    ],
)
async def test_a_wrong_file_is_told_at_the_start(tmp_path, text, said):
    provision(tmp_path)
    (tmp_path / "oidc.toml").write_text(text)
    with pytest.raises(ConfigError, match=said):
        async with open_town(tmp_path):
            pass


CLUBS = (
    'scopes = ["openid", "email", "groups"]\n'
    '[clubs]\ngroup = "/vereine/{club}/{role}"\nmap = { vorstand = "club_admin", trainer = "trainer", mitglied = "member" }\n'
)


@pytest.mark.parametrize("town", [CLUBS], indirect=True)
async def test_groups_of_clubs_come_and_go_with_the_sign_in_and_what_a_club_gave_stays(town, provider):
    told = {"email": JANA, "email_verified": True}
    provider.account("u-1", **told, groups=["/vereine/bc-04/mitglied", "/vereine/bc-04/trainer", "/vereine/fremd/trainer"])
    browser = town.stranger()
    await sign_in(browser)
    clubs = {one["id"]: one["roles"] for one in (await browser.get("/api/session")).json()["clubs"]}
    assert clubs == {"bc-04": ["trainer"], "tsv-lindenau": ["trainer"]}
    provider.account("u-1", **told, groups=["/vereine/bc-04/mitglied", "/vereine/tsv-lindenau/trainer"])
    await sign_in(browser)
    clubs = {one["id"]: one["roles"] for one in (await browser.get("/api/session")).json()["clubs"]}
    assert clubs == {"bc-04": ["member"], "tsv-lindenau": ["trainer"]}
    provider.account("u-1", **told, groups=[])
    await sign_in(browser)
    clubs = {one["id"]: one["roles"] for one in (await browser.get("/api/session")).json()["clubs"]}
    assert clubs == {"tsv-lindenau": ["trainer"]}, "the club gave that itself"
    provider.account("u-2", email=OSMAN, email_verified=True, groups=["/vereine/bc-04/vorstand"])
    lead = town.stranger()
    await sign_in(lead)
    provider.account("u-2", email=OSMAN, email_verified=True, groups=[])
    await sign_in(lead)
    assert (await lead.get("/api/session")).json()["clubs"][0]["roles"] == ["club_admin"], "nobody else leads it"


@pytest.mark.parametrize("bad", ['group = "/{club}"', 'group = "/{club}/{role}"\nmap = { a = "office" }'])
def test_groups_of_clubs_give_roles_of_clubs_alone(tmp_path, provider, bad):
    (tmp_path / "oidc.toml").write_text(settings(provider, f"[clubs]\n{bad}\n"))
    with pytest.raises(ConfigError):
        load(tmp_path)

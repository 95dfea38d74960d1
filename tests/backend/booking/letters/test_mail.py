"""E-mail over real SMTP: how it looks, TLS and login, and what a server's refusal means for the queue."""

import asyncio
import email
import email.policy
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from icalendar import Calendar

from hallenwart_backend.adapters import notify_mail
from hallenwart_backend.adapters.notify_apprise import AppriseNotifier
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.mail import Button, Mail, Part
from hallenwart_backend.ports import Notice
from support.ports import free_port

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports what Python will remove
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"


class Inbox:
    """Takes mails; `refuse` is what RCPT or DATA are answered."""

    def __init__(self):
        self.mails, self.refuse_rcpt, self.refuse_data, self.hangs_s = [], "", "", 0.0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the name aiosmtpd calls
        await asyncio.sleep(self.hangs_s)
        if self.refuse_rcpt:
            return self.refuse_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name aiosmtpd calls
        if self.refuse_data:
            return self.refuse_data
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@asynccontextmanager
async def server(**how):
    inbox, port = Inbox(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **how)
    await asyncio.to_thread(controller.start)
    try:
        yield inbox, port
    finally:
        await asyncio.to_thread(controller.stop)


def address(port, login="", more="&mode=insecure", scheme="mailto"):
    return f"{scheme}://{login}127.0.0.1:{port}?from=hallen@stadt.example&name=Sportamt&to=jana%40tsv.example{more}"


def notice(**change):
    mail = Mail(
        parts=[
            Part(
                heading="Abgesagt: <Größe> & mehr",
                lines=["Zeile"],
                facts=[("Wo", "Halle Süd")],
                buttons=[Button(label="In der App öffnen", link="https://h.example/club/#/termine/b1")],
            )
        ],
        foot="Warum Sie das bekommen.",
        calendar=ICS,
        method="CANCEL",
        leave="https://h.example/m/p/bookings.x",
        leave_label="Abbestellen",
    )
    made = {"title": "Abgesagt: Größe", "body": "kurz", "tag": "booking:1", "urgent": False, "letter": 7, "token": "t"}
    return Notice(**made | {"mail": msgspec.to_builtins(mail)} | change)


async def send(port, told, **how):
    return await AppriseNotifier().notify(address(port, **how), told)


async def test_a_mail_has_text_html_and_a_calendar_entry_and_can_be_ended_at_one_click():
    async with server() as (inbox, port):
        await send(port, notice())
    (mail,) = inbox.mails
    assert (mail["Subject"], mail["From"], mail["To"]) == (
        "Abgesagt: Größe",
        "Sportamt <hallen@stadt.example>",
        "jana@tsv.example",
    )
    assert mail["List-Unsubscribe"] == "<https://h.example/m/p/bookings.x>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    for said in ("Zeile", "Halle Süd", "https://h.example/club/#/termine/b1", "Warum Sie das bekommen."):
        assert said in text
        assert said in html
    assert "&lt;Größe&gt; &amp; mehr" in html
    assert "prefers-color-scheme: dark" in html
    assert "src=" not in html  # nothing is loaded from anywhere
    assert "url(" not in html
    (file,) = mail.iter_attachments()
    assert (file.get_content_type(), file["Content-Type"].params["method"]) == ("text/calendar", "CANCEL")
    assert Calendar.from_ical(file.get_content())["METHOD"] == "CANCEL"


async def test_tried_again_it_is_the_same_mail():
    async with server() as (inbox, port):
        for told in (notice(), notice(), notice(letter=8, token="u")):
            await send(port, told)
    first, again, other = (mail["Message-ID"] for mail in inbox.mails)
    assert first == again != other
    assert first.endswith("@stadt.example>")


async def test_a_plain_notice_has_its_link_and_urgency():
    async with server() as (inbox, port):
        await send(port, notice(mail=None, urgent=True, link="https://h.example/a/x", title="Rauch\nhier"))
    (mail,) = inbox.mails
    assert (mail["Subject"], mail["X-Priority"]) == ("Rauch hier", "1")
    assert "https://h.example/a/x" in mail.get_body(["plain"]).get_content()


@pytest.mark.parametrize(
    ("where", "answer", "dead"),
    [
        ("rcpt", "550 no such mailbox", True),
        ("rcpt", "552 mailbox full", True),
        ("rcpt", "450 try later", False),
        ("rcpt", "421 shutting down", False),
        ("rcpt", "503 say hello first", False),
        ("data", "554 no spam here", True),
        ("data", "451 error in processing", False),
    ],
)
async def test_what_a_refusal_means(where, answer, dead):
    async with server() as (inbox, port):
        setattr(inbox, f"refuse_{where}", answer)
        with pytest.raises(DeadAddressError if dead else OSError, match=answer[:3]) as refused:
            await send(port, notice())
    assert isinstance(refused.value, DeadAddressError) is dead
    assert not inbox.mails


async def test_a_server_that_is_not_there_or_hangs_is_tried_again(monkeypatch):
    with pytest.raises(OSError, match="not reached"):
        await send(free_port(), notice())
    monkeypatch.setattr(notify_mail, "STEP_S", 0.2)
    async with server() as (inbox, port):
        inbox.hangs_s = 1.0
        with pytest.raises(OSError, match=r"not reached|broke off"):
            await send(port, notice())


class Door:
    """Lets one account in."""

    def __call__(self, _server, _session, _envelope, mechanism, data):
        assert mechanism in {"LOGIN", "PLAIN"}
        return AuthResult(success=(data.login, data.password) == (b"post", b"geheim"), handled=False)


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem = folder / "both.pem"
    private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM) + key.private_bytes(*private))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context


async def test_starttls_and_login_and_a_certificate_nobody_knows(tls):
    how = {"tls_context": tls, "require_starttls": True, "authenticator": Door(), "auth_required": True}
    async with server(**how) as (inbox, port):
        starttls = {"scheme": "mailtos", "more": "&mode=starttls&verify=no"}
        await send(port, notice(), login="post:geheim@", **starttls)
        assert len(inbox.mails) == 1
        with pytest.raises(OSError, match="535") as refused:  # the account that sends is wrong: nobody's address is dead
            await send(port, notice(), login="post:falsch@", **starttls)
        assert not isinstance(refused.value, DeadAddressError)
        with pytest.raises(OSError, match="not reached"):
            await send(port, notice(), login="post:geheim@", scheme="mailtos", more="&mode=starttls")
    assert len(inbox.mails) == 1


async def test_tls_from_the_first_byte(tls):
    async with server(ssl_context=tls) as (inbox, port):
        await send(port, notice(), scheme="mailtos", more="&mode=ssl&verify=no")
    assert len(inbox.mails) == 1

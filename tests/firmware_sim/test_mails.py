"""The town's mail server takes what any program sends, and shows whose mailbox it is in, with links."""

import asyncio
import smtplib
from contextlib import asynccontextmanager
from email.message import EmailMessage

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_sim.phones.inbox import KEPT, Inbox
from hallenwart_sim.phones.mails import MailServer, links_of

KERN = "kern@stadt.example"


@asynccontextmanager
async def serving():
    inbox = Inbox(SystemClock())
    server = MailServer(inbox, {KERN: "M. Kern"})
    async with server.serving(0) as port:
        yield inbox, server, port


def letter(*to: str, text: str = "Hallo") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@b.example", ", ".join(to), "Gebucht: Größe"
    made.set_content(text)
    made.add_alternative("<p>nie zu sehen</p>", subtype="html")
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="termin.ics")
    return made


def send(port: int, made: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=180) as smtp:
        smtp.send_message(made)


async def test_a_mail_is_in_the_mailbox_of_its_receiver_with_its_links_and_files():
    text = "Ihr Termin.\n.ein Punkt\nVerleihen oder absagen:\nhttp://127.0.0.1:8000/t/abc\n\n-- \nFuß\nAbbestellen:\nhttp://x.example/m/1\n"
    async with serving() as (inbox, _, port):
        await asyncio.to_thread(send, port, letter(KERN, "neu@verein.example", text=text))
    assert [(one.person, one.way, one.title) for one in inbox.received] == [
        ("neu@verein.example", "email", "Gebucht: Größe"),
        ("M. Kern", "email", "Gebucht: Größe"),
    ]
    (_, kern) = inbox.received
    assert kern.text == "Ihr Termin.\n.ein Punkt"
    assert [(one.label, one.url) for one in kern.links] == [
        ("Verleihen oder absagen", "http://127.0.0.1:8000/t/abc"),
        ("Abbestellen", "http://x.example/m/1"),
    ]
    assert kern.link == "http://127.0.0.1:8000/t/abc"
    assert kern.files == ["termin.ics"]


async def test_a_server_out_of_order_takes_nothing():
    async with serving() as (inbox, server, port):
        server.down = True
        with pytest.raises(smtplib.SMTPException):
            await asyncio.to_thread(send, port, letter(KERN))
    assert inbox.received == []


async def test_many_mails_push_no_call_off_the_page():
    inbox = Inbox(SystemClock())
    await inbox.put("M. Kern", "call", title="+49")
    for number in range(KEPT + 5):
        await inbox.put("M. Kern", "email", title=str(number))
    ways = [one.way for one in inbox.received]
    assert (ways.count("call"), ways.count("email")) == (1, KEPT)


def test_a_link_is_known_by_the_words_before_it():
    assert links_of("Siehe http://a.example/x und http://a.example/x")[0].label == ""
    assert [(one.label, one.url) for one in links_of("In der App öffnen:\nhttp://a.example/#/x\n")] == [
        ("In der App öffnen", "http://a.example/#/x")
    ]

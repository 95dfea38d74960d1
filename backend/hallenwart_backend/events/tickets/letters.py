"""What ticket holders are written: German, then English. No names in them, and nothing that lets somebody in but the link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.events.store import Dated

PATH: Final = "/karten/"


class Letters:
    """`when` says in words when and where an event is; `link` is the path of an order's own page."""

    def __init__(self, when: Callable[[Dated, bool], str], link: Callable[[str], str]) -> None:
        self._when = when
        self._link = link

    def _mail(self, found: Dated, order: str, title: str, de: str, en: str) -> Mail:
        what = f"„{found.event.title}“: "
        body_de, body_en = f"{what}{self._when(found, False)}.\n\n{de}", f"{what}{self._when(found, True)}.\n\n{en}"
        return Mail(f"{title}: {found.event.title}", body_de, body_en, self._link(order), signed=False)

    def confirm(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Bitte bestätigen",
            "Sie möchten Karten für diese Veranstaltung. Bitte bestätigen Sie das mit diesem Link. Er gilt 24 Stunden. Haben"
            " Sie keine Karten bestellt? Dann tun Sie einfach nichts.",
            "You would like tickets for this event. Please confirm with this link. It is valid for 24 hours. Did you not ask"
            " for tickets? Then simply do nothing.",
        )

    def again(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Ihre Karten",
            "Für diese Adresse gibt es schon eine Bestellung. Mit diesem Link sehen Sie sie.",
            "There is an order for this address already. With this link you see it.",
        )

    def valid(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Ihre Karten",
            "Ihre Karten sind da. Öffnen Sie diesen Link am Einlass, oder drucken Sie die Seite aus. Können Sie nicht kommen?"
            " Dann geben Sie die Karten dort bitte zurück. Andere warten darauf.",
            "Your tickets are here. Open this link at the entrance, or print the page. You cannot come? Then please give the"
            " tickets back there. Others wait for them.",
        )

    def waiting(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Sie stehen auf der Warteliste",
            "Gerade sind alle Karten vergeben. Werden welche frei, bekommen Sie sie und eine E-Mail. Mit diesem Link gehen Sie"
            " von der Liste.",
            "All tickets are given right now. If some become free you get them, and an e-mail. With this link you leave the"
            " list.",
        )

    def moved(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Neue Zeit oder neuer Ort",
            "Die Veranstaltung ist verlegt. Ihre Karten gelten weiter. Passt es nicht mehr? Geben Sie sie mit diesem Link"
            " zurück.",
            "The event has moved. Your tickets stay valid. It does not suit you any more? Give them back with this link.",
        )

    def off(self, found: Dated, order: str) -> Mail:
        return self._mail(
            found,
            order,
            "Abgesagt",
            "Diese Veranstaltung findet nicht statt. Ihre Karten gelten nicht mehr.",
            "This event does not take place. Your tickets are no longer valid.",
        )

    def double(self, found: Dated, page: str) -> Mail:
        """To who leads the club: one ticket came in at two doors. Without any name: nobody knows one."""
        return Mail(
            f"Karte doppelt benutzt: {found.event.title}",
            f"„{found.event.title}“: {self._when(found, False)}.\n\nMit einer Karte sind an zwei Einlässen Menschen"
            " hineingegangen. Die Seite zeigt, wann und wo.",
            f"„{found.event.title}“: {self._when(found, True)}.\n\nPeople came in with one ticket at two doors. The page shows"
            " when and where.",
            page,
            signed=False,
        )

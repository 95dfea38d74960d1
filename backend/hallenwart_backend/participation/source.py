"""Offers projects to whoever exchanges: implements `exchange.model.Source` for projects."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.participation.platforms.service import Platforms, Shown


class ProjectSource:
    def __init__(self, platforms: Platforms, places: PlaceBook) -> None:
        self._platforms, self._places = platforms, places

    async def items(self, kind: ItemKind) -> Sequence[Item]:
        """Return the projects that are shown, and for 30 days those that are not told any more."""
        if kind is not ItemKind.PROJECT:
            return ()
        shown = {one.project.id for one in self._platforms.shown()}
        return [self._item(one, deleted=one.project.id not in shown) for one in self._platforms.listed()]

    def _item(self, one: Shown, *, deleted: bool) -> Item:
        project, told = one.project, one.project.told
        if deleted:
            return Item(project.id, ItemKind.PROJECT, project.modified_ms, deleted=True)
        hall = next((found for hall, _ in one.places if (found := self._places.current.halls.get(hall)) is not None), None)
        return Item(
            project.id,
            ItemKind.PROJECT,
            project.modified_ms,
            title=told.title,
            text=told.text,
            url=told.link,
            source=one.platform.name,
            same_as=(told.link,) if told.link else (),
            by=one.platform.name,
            spot=Spot(hall.name, hall.site.address, hall=hall.id) if hall else Spot(told.area),
            from_ms=told.from_ms,
            to_ms=told.to_ms,
        )

"""A harvester of RPDE feeds, written from the specification alone: it knows nothing of the server but an address.

https://openactive.io/realtime-paged-data-exchange/ (1.0): follow `next` as it stands; keep the item with the highest
`modified`; a page without items that points to itself is the end, and is asked again later.
"""

import json


class BrokenError(AssertionError):
    """The feed breaks a rule of the specification."""


class Harvest:
    """What a copy holds. `fetch` gets an address and returns the answer's text."""

    def __init__(self, start, fetch):
        self.url, self.fetch = start, fetch
        self.state = {}
        self.pages = 0
        self.seen = []

    async def step(self):
        """Read one page; say whether it was the last."""
        page = json.loads(await self.fetch(self.url))
        self.pages += 1
        if not isinstance(page.get("next"), str) or not isinstance(page.get("items"), list) or not page.get("license"):
            raise BrokenError(f"{self.url}: next, items or license is missing")
        last_key = None
        for item in page["items"]:
            if item.keys() < {"state", "kind", "id", "modified"}:
                raise BrokenError(f"item without {item}")
            key = (item["modified"], item["id"])
            if last_key is not None and key <= last_key:
                raise BrokenError(f"{key} after {last_key}")
            last_key = key
            if ("data" in item) is (item["state"] == "deleted"):
                raise BrokenError(f"{item['state']} with or without data")
            self._take(item)
        if not page["items"]:
            if page["next"] != self.url:
                raise BrokenError(f"the last page {self.url} points to {page['next']}")
            return True
        if page["next"] == self.url:
            raise BrokenError(f"a page with items points to itself: {self.url}")
        self.url = page["next"]
        return False

    def _take(self, item):
        self.seen.append((item["id"], item["modified"]))
        known = self.state.get(item["id"])
        if known is not None and known["modified"] >= item["modified"]:
            raise BrokenError(f"{item['id']} came twice as it was")
        self.state[item["id"]] = item

    async def run(self):
        while not await self.step():
            pass
        return self.held()

    def held(self):
        return {name: item["data"] for name, item in self.state.items() if item["state"] != "deleted"}

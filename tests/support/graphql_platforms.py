"""Participation platforms on loopback whose GraphQL is real (graphql-core). Schemas and answers are constructed: of the shape
that Decidim and CONSUL Democracy publish with their code, as far as it is asked for here, with invented projects."""

from __future__ import annotations

from typing import Any

from graphql import build_schema, graphql_sync

from support.http_double import Asked

DECIDIM = """
type Query { participatoryProcesses(filter: ParticipatoryProcessFilter): [ParticipatoryProcess!]! }
input ParticipatoryProcessFilter { publishedBefore: String }
scalar Date
type LocalizedString { locale: String!  text: String }
type TranslatedField {
  locales: [String!]  translation(locale: String!): String  translations(locales: [String!]): [LocalizedString!]!
}
type ParticipatoryProcess {
  id: ID!  slug: String!  startDate: Date  endDate: Date
  title: TranslatedField!  shortDescription: TranslatedField  metaScope: TranslatedField  localArea: TranslatedField
}
"""
CONSUL = """
type Query { proposals(first: Int, after: String): ProposalConnection }
type PageInfo { hasNextPage: Boolean!  endCursor: String }
type ProposalConnection { pageInfo: PageInfo!  edges: [ProposalEdge] }
type ProposalEdge { node: Proposal  cursor: String! }
type Geozone { id: ID!  name: String }
type Proposal {
  id: ID!  title: String  summary: String  cached_votes_up: Int  public_created_at: String  retired_at: String  geozone: Geozone
}
"""
MOST_AT_ONCE = 25


def texts(**by_language: str) -> dict[str, Any]:
    return {"translations": [{"locale": lang, "text": text} for lang, text in by_language.items()]}


def process(number: int, title: str, **more: Any) -> dict[str, Any]:
    told = {"id": str(number), "slug": f"projekt-{number}", "title": texts(de=title), "startDate": None, "endDate": None}
    return told | {"shortDescription": None, "metaScope": None, "localArea": None} | more


def proposal(number: int, title: str, **more: Any) -> dict[str, Any]:
    told = {"id": str(number), "title": title, "summary": "", "cached_votes_up": 7, "retired_at": None, "geozone": None}
    return told | {"public_created_at": "2026-11-20 10:00:00 UTC"} | more


class Decidim:
    """Answers `POST /api`."""

    def __init__(self, *processes: dict[str, Any]) -> None:
        self.processes = [*processes]
        self._schema = build_schema(DECIDIM)

    def __call__(self, asked: Asked) -> tuple[int, object]:
        if (asked.method, asked.path) != ("POST", "/api"):
            return 404, {}
        found = graphql_sync(self._schema, asked.json["query"], {"participatoryProcesses": self.processes})
        return 200, found.formatted


class Consul:
    """Answers `POST /graphql`: at most 25 at once, as CONSUL does."""

    def __init__(self, *proposals: dict[str, Any]) -> None:
        self.proposals = [*proposals]
        self._schema = build_schema(CONSUL)

    def __call__(self, asked: Asked) -> tuple[int, object]:
        if (asked.method, asked.path) != ("POST", "/graphql"):
            return 404, {}
        root = {"proposals": self._page}
        query, variables = asked.json["query"], asked.json["variables"]
        return 200, graphql_sync(self._schema, query, root, variable_values=variables).formatted

    def _page(self, _info: Any, first: int = MOST_AT_ONCE, after: str | None = None) -> dict[str, Any]:
        begin = int(after or 0)
        end = begin + min(first, MOST_AT_ONCE)
        edges = [{"node": one, "cursor": str(begin + at + 1)} for at, one in enumerate(self.proposals[begin:end])]
        return {"edges": edges, "pageInfo": {"hasNextPage": end < len(self.proposals), "endCursor": str(end)}}

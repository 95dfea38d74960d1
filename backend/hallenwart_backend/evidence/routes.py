"""`/api/evidence`: the log for whoever must prove something, and whether it was tampered with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from hallenwart_backend.accounts.rules import EVIDENCE_READERS, Person, Role
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden

router = APIRouter(prefix="/api/evidence", tags=["evidence"])


class LinkOut(BaseModel):
    """`said` is null where it was erased; hashes in hex."""

    number: int
    t_ms: int
    kind: str
    about: str
    who: str
    said: str | None
    hash: str


class EvidenceOut(BaseModel):
    links: list[LinkOut]


class ProofOut(BaseModel):
    """`fault_at`: the first link that does not fit. `head`: the newest hash, to be noted elsewhere."""

    whole: bool
    links: int
    fault_at: int | None
    head: str


def _check(person: Person) -> None:
    if not person.has(EVIDENCE_READERS):
        raise forbidden()


@router.get("")
async def evidence(person: SignedIn, parts: PartsOf) -> EvidenceOut:
    """Return the newest 500 links."""
    _check(person)
    return EvidenceOut(
        links=[
            LinkOut(
                number=link.number,
                t_ms=link.t_ms,
                kind=link.kind,
                about=link.about,
                who=link.who,
                said=said.said if said else None,
                hash=link.hash.hex(),
            )
            for link, said in reversed((await parts.lockers.evidence.links())[-500:])
        ]
    )


@router.delete("/{number}/said", status_code=204)
async def erase(number: Annotated[int, Path(ge=1, le=2**53)], person: SignedIn, parts: PartsOf) -> None:
    """Forget what a link stands for, with the names in it; the chain stays valid."""
    if not person.has(frozenset({Role.ADMIN})):
        raise forbidden()
    who = parts.lockers.keys.pseudonym(person.id)
    await parts.lockers.evidence.erase(number, who=who, now_ms=parts.clock.now_ms())


@router.get("/verify")
async def verify(person: SignedIn, parts: PartsOf) -> ProofOut:
    _check(person)
    proof = await parts.lockers.evidence.verify()
    return ProofOut(whole=proof.fault_at is None, links=proof.links, fault_at=proof.fault_at, head=proof.head.hex())

"""A body's own name, without the authority and the sort of paper that stand around it."""

from __future__ import annotations

import re


_PLACE = r"[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?"
OF_AUTHORITY = (
    rf"(?:,? (?:i )?(?:Region [A-ZÅÄÖ][\wåäö]+(?: län)?|{_PLACE} (?:kommun|stad)))"
)
_PAPERS = (
    r"(?:Kallelse|KALLELSE|Protokoll|PROTOKOLL|Sammanträdesprotokoll|Föredragningslista|Dagordning|Ärendelista|"
    r"Aktivitetsplan|Minnesanteckningar)[,:–]? (?:till |för |från )?"
)
_AROUND = re.compile(
    rf"^(?:{_PAPERS}|(?:R(?:egion(?:en)?|EGION) [A-ZÅÄÖ][\wåäöÅÄÖ]+(?: län)?|{_PLACE}s? (?:kommun|stad|region|KOMMUN|STAD))"
    rf"(?:\s*[,–|:-]\s*|\s+))(?=[A-ZÅÄÖ][\wåäöÅÄÖ-]{{4,}})|{OF_AUTHORITY}$"
)


def bare_body(name: str) -> str:
    """Give "Vårdnämnden" of "Region Ekby, Vårdnämnden" and of "Vårdnämnden, Ekby kommun"."""
    return _AROUND.sub("", _AROUND.sub("", name))

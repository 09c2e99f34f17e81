"""The register of authorities: CSV files in, checked facts out.

In: the folder `definitions/authorities`. Out: one :class:`AuthorityFact` for each of
the 317 authorities. Sources and the two special cases (Gotland, Halland) are told in
the folder's README.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


Kind = Literal["state", "care_region", "region", "municipality"]
_CODE_FORMS = {
    "care_regions.csv": re.compile(r"[a-z][a-z-]{2,19}"),
    "regions.csv": re.compile(r"[0-9]{2}"),
    "municipalities.csv": re.compile(r"[0-9]{4}"),
}


# What the columns of the database hold (apps/actors/models.py), with room for the keys.
_LONGEST = 80


class RegisterError(ValueError):
    """A row can't be used. ``str()`` names file, row and field in Swedish."""


@dataclass(frozen=True, kw_only=True)
class AuthorityFact:
    """One authority as the register tells it; codes refer to other authorities."""

    code: str
    name: str
    short_name: str
    kind: Kind
    county: str = ""
    region: str = ""
    municipality_code: str = ""
    care_regions: tuple[str, ...] = ()


STATE = AuthorityFact(code="staten", name="Staten", short_name="Staten", kind="state")


def read_register(folder: Path) -> list[AuthorityFact]:
    """Give all authorities, each after those it refers to.

    Raises :class:`RegisterError` for a file, row or field that is missing, doubled or
    refers to something unknown, and for a region without municipalities: it would have
    no care region.
    """
    care_regions = list(_care_regions(folder / "care_regions.csv"))
    regions = {fact.code: fact for fact in _regions(folder / "regions.csv")}
    municipalities: list[AuthorityFact] = []
    known = {fact.code for fact in care_regions}
    rows = _rows(folder / "municipalities.csv", ("name", "short_name", "care_region"))
    for place, row in rows:
        _must_be_known(place, "care_region", row["care_region"], known)
        code, care = row["code"], row["care_region"]
        _must_be_known(place, "code", code[:2], regions)
        region = regions[code[:2]]
        joined = tuple(sorted({*region.care_regions, care}))
        regions[region.code] = replace(region, care_regions=joined)
        if same := row.get("same_as_region"):
            _must_be_known(place, "same_as_region", same, {region.code})
            if region.municipality_code:
                raise RegisterError(f"{place}, same_as_region: ”{same}” finns redan")
            regions[same] = replace(regions[same], municipality_code=code)
            continue
        municipalities.append(
            AuthorityFact(
                code=code,
                name=row["name"],
                short_name=row["short_name"],
                kind="municipality",
                county=region.county,
                region=region.code,
                municipality_code=code,
                care_regions=(care,),
            )
        )
    for region in regions.values():
        if not region.care_regions:
            raise RegisterError(
                f"municipalities.csv, code: ingen kommun hör till {region.name}"
            )
    return [STATE, *care_regions, *regions.values(), *municipalities]


def _care_regions(file: Path) -> Iterator[AuthorityFact]:
    for _, row in _rows(file, ("name", "short_name")):
        yield AuthorityFact(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind="care_region",
        )


def _regions(file: Path) -> Iterator[AuthorityFact]:
    for _, row in _rows(file, ("name", "county")):
        yield AuthorityFact(
            code=row["code"],
            name=row["name"],
            short_name=row["name"].removeprefix("Region "),
            kind="region",
            county=row["county"],
        )


def _rows(file: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give ("file, row n", row) with every needed field filled and codes unique."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegisterError(
            f"{file.name} går inte att läsa: {error.strerror}"
        ) from None
    except UnicodeDecodeError:
        raise RegisterError(f"{file.name} är inte sparad som UTF-8") from None
    # strict: a quotation mark that is never closed is an error, not a long cell.
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    seen = {STATE.code}
    for place, cells in _numbered(file.name, reader, needed):
        row = {field: (value or "").strip() for field, value in cells.items()}
        _check_row(place, row, needed, _CODE_FORMS[file.name])
        if row["code"] in seen:
            raise RegisterError(f"{place}, code: ”{row['code']}” finns redan")
        seen.add(row["code"])
        yield place, row


def _numbered(
    name: str, reader: csv.DictReader[str], needed: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Give each row with its place, once the columns are known to be right."""
    try:
        if missing := {"code", *needed} - set(reader.fieldnames or ()):
            raise RegisterError(f"{name}: kolumnen {min(missing)} saknas")
        for row in reader:
            place = f"{name}, rad {reader.line_num}"
            # DictReader puts what lies beyond the last heading under the key None.
            if beyond := cast("dict[str | None, list[str]]", row).get(None):
                raise RegisterError(
                    f"{place}, ”{beyond[0]}”: raden har fler värden än kolumner"
                )
            yield place, dict(row)
    except csv.Error as error:
        raise RegisterError(
            f"{name}, rad {reader.line_num}: går inte att läsa som CSV ({error})"
        ) from None


def _check_row(
    place: str, row: Mapping[str, str], needed: tuple[str, ...], form: re.Pattern[str]
) -> None:
    for field in ("code", *needed):
        if not row[field]:
            raise RegisterError(f"{place}, {field}: värdet saknas")
        if len(row[field]) > _LONGEST:
            raise RegisterError(f"{place}, {field}: längre än {_LONGEST} tecken")
    if not form.fullmatch(row["code"]):
        raise RegisterError(f"{place}, code: ”{row['code']}” har fel form")


def _must_be_known(
    place: str, field: str, code: str, known: Mapping[str, object] | set[str]
) -> None:
    if code not in known:
        raise RegisterError(f"{place}, {field}: ”{code}” finns inte i registret")

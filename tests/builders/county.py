"""An invented county of 130 bodies, told as rows of the exchange file.

The names are made up and say so; the shape is that of a large county: a region, what
the region and its municipalities share, and the same few bodies in each municipality.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path


# Name, type, level, and what it stands to as "column target".
_REGION = (
    ("Regionfullmäktige", "Fullmäktige", "Politisk nivå", ""),
    ("Regionstyrelsen", "Nämnd", "Politisk nivå", "prepares_for Regionfullmäktige"),
    ("Hälso- och sjukvårdsnämnden", "Nämnd", "Politisk nivå", "reports_to Regionstyrelsen"),
    ("Nämnden för folkhälsa", "Nämnd", "Politisk nivå", "reports_to Regionstyrelsen"),
    ("Arbetsutskottet", "Utskott", "Politisk nivå", "committee_of Regionstyrelsen"),
    ("Personalutskottet", "Utskott", "Politisk nivå", "committee_of Regionstyrelsen"),
    ("Beredningen för nära vård", "Beredning", "Politisk nivå", "prepares_for Hälso- och sjukvårdsnämnden"),
    ("Beredningen för psykisk hälsa", "Beredning", "Politisk nivå", "prepares_for Hälso- och sjukvårdsnämnden"),
    ("Regionkontoret", "Förvaltning", "Tjänstepersonsnivå", "acts_for Regionstyrelsen"),
    ("Hälso- och sjukvårdsförvaltningen", "Förvaltning", "Tjänstepersonsnivå", "acts_for Hälso- och sjukvårdsnämnden"),
    ("Hälso- och sjukvårdens ledningsgrupp", "Ledningsgrupp", "Tjänstepersonsnivå", "reports_to Hälso- och sjukvårdsförvaltningen"),
    ("Programkontoret för omställningen", "Programkontor", "Tjänstepersonsnivå", "reports_to Hälso- och sjukvårdens ledningsgrupp"),
    ("Patient- och närståenderådet", "Råd för patienter och närstående", "Politiker och tjänstepersoner", "consults Hälso- och sjukvårdsnämnden"),
)  # fmt: skip
_SHARED = (
    ("Samverkansrådet för nära vård", "Samverkansorgan", "Politisk nivå", "prepares_for Hälso- och sjukvårdsnämnden"),
    ("Gemensamma nämnden för hjälpmedel", "Gemensam nämnd", "Politisk nivå", "reports_to Regionstyrelsen"),
    ("Länsberedningen", "Beredning", "Politiker och tjänstepersoner", "prepares_for Samverkansrådet för nära vård"),
    ("Styrgruppen för nära vård", "Styrgrupp", "Tjänstepersonsnivå", "prepares_for Samverkansrådet för nära vård"),
    ("Chefsgruppen för vård och omsorg", "Ledningsgrupp", "Tjänstepersonsnivå", "consults Styrgruppen för nära vård"),
    *(
        (f"{kind} {subject}", kind.split()[0], "Tjänstepersonsnivå", "reports_to Styrgruppen för nära vård")
        for kind, subjects in (
            ("Arbetsgrupp", ("barn och unga", "äldre", "psykisk hälsa", "kompetensförsörjning", "digitalisering", "rehabilitering")),
            ("Nätverk", ("medicinskt ansvariga",)),
        )
        for subject in subjects
    ),
)  # fmt: skip
# In each municipality; {x} is its name.
_LOCAL = (
    ("{x} kommunfullmäktige", "Fullmäktige", "Politisk nivå", ""),
    ("{x} kommunstyrelse", "Nämnd", "Politisk nivå", "prepares_for {x} kommunfullmäktige"),
    ("{x} vård- och omsorgsnämnd", "Nämnd", "Politisk nivå", "reports_to {x} kommunstyrelse"),
    ("{x} socialutskott", "Utskott", "Politisk nivå", "committee_of {x} vård- och omsorgsnämnd"),
    ("{x} råd för äldre", "Råd för patienter och närstående", "Politiker och tjänstepersoner", "consults {x} vård- och omsorgsnämnd"),
    ("{x} vård- och omsorgsförvaltning", "Förvaltning", "Tjänstepersonsnivå", "acts_for {x} vård- och omsorgsnämnd"),
    ("{x} lokala samverkansgrupp", "Arbetsgrupp", "Tjänstepersonsnivå", "reports_to {x} vård- och omsorgsförvaltning; prepares_for Styrgruppen för nära vård"),
)  # fmt: skip
MARK = "Påhittat för prov"
SIZE = 130
# Dalarna: 13 bodies of the region, 12 shared, and 7 in each of 15 municipalities.
REGION_CODE = "20"
COLUMNS = {
    "prepares_for": "Bereder åt",
    "steers": "Styr",
    "committee_of": "Är utskott till",
    "reports_to": "Rapporterar till",
    "acts_for": "Arbetar på uppdrag av",
    "consults": "Samråder med",
}


def county_rows(
    region: str, municipalities: list[str], *, start: str = "prov", size: int = SIZE
) -> list[dict[str, str]]:
    """Give at most ``size`` bodies at home in a region, as rows with Swedish headings.

    ``region`` and ``municipalities`` are names of the register.
    """
    told = [(one, [region]) for one in _REGION]
    told += [(one, [region, *municipalities]) for one in _SHARED]
    for name in municipalities:
        short = name.removesuffix(" kommun").removesuffix("s")
        local = (tuple(part.format(x=short) for part in one) for one in _LOCAL)
        told += [(one, [name]) for one in local]
    told = told[:size]
    codes = {one[0]: f"{start}-{number}" for number, (one, _) in enumerate(told, 1)}
    return [_row(one, region, who, codes) for one, who in told]


def _row(
    told: tuple[str, ...], region: str, who: list[str], codes: dict[str, str]
) -> dict[str, str]:
    name, kind, level, stands = told
    row = {
        "Kortadress": codes[name],
        "Namn": name,
        "Typ": kind,
        "Nivå": level,
        "Hör hemma i": region,
        "Myndigheter": ", ".join(who),
        "Uppdrag": f"{MARK}.",
        "Källa": MARK,
        **dict.fromkeys(COLUMNS.values(), ""),
    }
    for one in stands.split("; "):
        column, _, target = one.partition(" ")
        if target in codes:
            row[COLUMNS[column]] = codes[target]
    return row


def as_csv(rows: list[dict[str, str]]) -> str:
    """Give the rows as the file that the import reads."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def dalarna() -> list[dict[str, str]]:
    """Give the county whose names are those of the register: 130 bodies."""
    register = Path(__file__).parents[2] / "definitions" / "authorities"
    with (register / "municipalities.csv").open(encoding="utf-8-sig") as file:
        names = [
            row["name"]
            for row in csv.DictReader(file)
            if row["code"].startswith(REGION_CODE)
        ]
    return county_rows("Region Dalarna", names)

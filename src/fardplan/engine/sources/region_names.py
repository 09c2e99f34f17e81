"""What a region is called: "Region Ekby", "Ekbyregionen", "Ekby läns landsting"."""

from __future__ import annotations

import re


REGION = re.compile(
    r"(?:Region|REGION|Landstinget(?: i)?) [A-ZÅÄÖ][\wåäö-]+(?: (?:[A-ZÅÄÖ][\wåäö-]+|län|och))*"
    r"|[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?(?:sregionen| läns landsting)"
)

"""The slow twin of the map's projection: one point at a time, plain mathematics."""

from __future__ import annotations

import math


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Give kilometres east of 15° E and south of the equator.

    Spherical transverse Mercator, J. P. Snyder, "Map Projections: A Working Manual"
    (USGS 1395, 1987), equations 8-1 to 8-3 with k0 = 1.
    """
    turn, lift = math.radians(longitude - 15), math.radians(latitude)
    b = math.cos(lift) * math.sin(turn)
    x = 6371.0 / 2 * math.log((1 + b) / (1 - b))
    y = 6371.0 * math.atan(math.tan(lift) / math.cos(turn))
    return x, -y

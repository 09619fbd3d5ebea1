"""A place: one spot or area on Earth that a name can mean."""

from dataclasses import dataclass

from geo.coords import BBox, LonLat

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer.

    Attributes
    ----------
    id : str
        ``geonames:1871859``, ``curated:vostochny-cosmodrome``, ``user:…`` or, for a bare point, ``point:lat,lon``.
    at : LonLat
        A point that stands for it, WGS84 degrees.
    bbox : BBox or None
        For anything larger than a town.
    country, admin1, admin2 : str
        ISO 3166-1 alpha-2, and the GeoNames admin-1 and admin-2 codes within it; empty where none holds.
    feature : str
        GeoNames class and code: ``P.PPLC``, ``A.PCLI``, ``H.SEA``, ``S.AIRP``.
    source : str
        The data set that the row comes from.
    """

    id: str
    name: str
    at: LonLat
    bbox: BBox | None = None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    feature: str = ""
    population: int = 0
    source: str = ""

    @property
    def feature_class(self) -> str:
        """The GeoNames feature class: A, H, L, P, R, S, T, U, V, or empty."""
        return self.feature[:1]

    @property
    def is_country(self) -> bool:
        """Whether the place is a country or a territory counted as one."""
        return self.feature.startswith("A.PCL") or self.feature == "A.TERR"

    @property
    def is_area(self) -> bool:
        """Whether a point is a poor stand-in: countries, provinces, seas, ranges, regions."""
        return self.feature_class in "AHLT" and self.feature_class != ""

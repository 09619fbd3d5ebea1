"""How prominent a place is when nothing but its feature class and population are known."""

__all__ = ["prominence_of"]

_BY_CODE = {
    "H.OCN": 2e7, "H.SEA": 1e6, "H.GULF": 2e5, "H.STRT": 2e5, "H.CNL": 5e3, "H.LK": 1e3, "H.LKS": 1e3, "H.STM": 800,
    "H.RSV": 500, "L.CONT": 5e7, "L.RGN": 2e4, "L.RGNE": 2e4, "T.MTS": 2e4, "T.DSRT": 2e4, "T.ISLS": 2e4, "T.ISL": 3e3,
    "T.PK": 500, "T.MT": 500, "T.PEN": 2e3, "T.VAL": 400, "T.CAPE": 400, "S.AIRP": 5e3, "S.AIRB": 2e3, "S.DAM": 300,
    "S.PP": 300, "S.NUC": 2e3, "L.PRK": 1e3, "L.MILB": 1e3, "P.PPLC": 2e5, "P.PPLA": 1.5e4, "P.PPLA2": 2e3, 
    "P.PPLX": 80, "P.PPLH": 20, "P.PPLQ": 20, "P.PPLW": 20, "A.ADM1": 5e4, "A.ADM2": 2e3, "A.ADM3": 500, "A.ADM4": 200,
}  # fmt: skip
_BY_CLASS = {"P": 100.0, "A": 150.0, "H": 60.0, "L": 60.0, "T": 60.0, "S": 40.0, "R": 20.0, "V": 20.0, "U": 20.0}
_SHARE = {"A.ADM1": 0.25, "A.ADM2": 0.1, "A.ADM3": 0.1, "A.ADM4": 0.1, "P.PPLC": 5.0}


def prominence_of(feature: str, population: int) -> float:
    """A population-like figure: a country counts ten times its people, a province a quarter of them."""
    if feature.startswith("A.PCL"):
        return max(population, 1_000_000) * 10.0
    floor = _BY_CODE.get(feature)
    if floor is None:
        floor = _BY_CLASS.get(feature[:1], 30.0)
    return max(floor, population * _SHARE.get(feature, 1.0))

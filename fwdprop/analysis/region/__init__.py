"""The region of the inputs around a row in which a network is one linear formula."""

from fwdprop.analysis.region.around import Formulas, Region, region, tangent

__all__ = ["Formulas", "Region", "region", "tangent"]

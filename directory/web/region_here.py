"""Sites under a name of their own: which region the host of this request belongs to."""

from dataclasses import replace

from flask import has_request_context, request

from directory.content.regions import Region
from directory.web.parts import SiteFacts, parts


def region_here() -> Region | None:
    """None under the address of the whole site."""
    regions = parts().regions
    if regions is None or not regions.by_host or not has_request_context():
        return None
    return regions.by_host.get(request.host.partition(":")[0].lower())


def site_here() -> SiteFacts:
    """With the name and the contact of the region, where it has a host of its own."""
    site, region = parts().site, region_here()
    if region is None:
        return site
    return replace(
        site,
        claim=region.name,
        help_phone=region.phone or site.help_phone,
        help_email=region.email or site.help_email,
    )


def main_address() -> str:
    """The address of this page on the whole site, for search engines; empty where it is that."""
    site = parts().site.public_url
    if not site or region_here() is None:
        return ""
    query = request.query_string.decode("ascii", "replace")
    return f"{site}{request.path}" + (f"?{query}" if query else "")

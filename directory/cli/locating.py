"""Says where an address is: asks the operator's geocoder if one is set, else the own gazetteer."""

import sys
from collections.abc import Callable

import click

from directory import __version__
from directory.cli.opening import kindly, read_settings
from directory.config import SettingError, Settings
from directory.geo import Gazetteer


@click.command()
@click.argument("address")
@kindly
def locate(address: str) -> None:
    """Say where ADDRESS is; the way to try DIRECTORY_GEOCODER."""
    settings = read_settings()
    if point := _by_server(settings, address):
        click.echo(f"{point[0]:.5f}, {point[1]:.5f} ({settings.geocoder})")
    elif found := _by_gazetteer(settings, address):
        click.echo(found)
    else:
        click.echo("Nobody knows this address.", err=True)
        sys.exit(1)


def _by_server(settings: Settings, address: str) -> tuple[float, float] | None:
    ask = operators_geocoder(settings)
    return ask(address) if ask else None


def operators_geocoder(
    settings: Settings,
) -> Callable[[str], tuple[float, float] | None] | None:
    """Asks the server that the operator runs; None where there is none."""
    if settings.geocoder == "offline":
        return None
    if not settings.geocoder_host:
        raise SettingError(
            f"DIRECTORY_GEOCODER is {settings.geocoder}; DIRECTORY_GEOCODER_HOST must say where."
        )
    from directory.geo.geocoder import operator_geocoder

    scheme, _, host = settings.geocoder_host.rpartition("://")
    agent = f"inclusive-sport-directory/{__version__}"
    return operator_geocoder(settings.geocoder, host, agent, scheme=scheme or "https")


def _by_gazetteer(settings: Settings, address: str) -> str | None:
    from directory.geo.geocoder import OfflineGeocoder

    geocoder = OfflineGeocoder(Gazetteer.load(settings.content / "places"))
    found = geocoder.geocode(address, exactly_one=False)
    if not isinstance(found, list):
        return None
    location = found[0]
    return f"{location.latitude:.5f}, {location.longitude:.5f} (gazetteer: {location.address})"

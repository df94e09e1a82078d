"""The sheet of QR cards: one an outlet, to be printed on A4 and cut."""

import segno
from aiohttp import web
from markupsafe import Markup

from surveys import store as surveys
from web.console.desk import Desk


async def show(desk: Desk) -> web.StreamResponse:
    """Every card of a wave.  Raises NoSuchCase; a wave of another case is not there."""
    case = await desk.case()
    wanted = desk.request.match_info["wave"]
    waves = await surveys.waves_of_case(desk.tx, case.id)
    wave = next((wave for wave in waves if str(wave.id) == wanted), None)
    if wave is None:
        raise web.HTTPNotFound
    outlets = {o.id: o for o in await surveys.outlets_of_client(desk.tx, case.client.id)}
    cards = [
        (outlets[card.outlet_id], qr(f"{desk.services.public_url}/s/{card.code}"))
        for card in await surveys.cards_of_wave(desk.tx, wave.id)
    ]
    return desk.page("cards.html", {"case": case, "wave": wave, "cards": cards})


def qr(address: str) -> Markup:
    """*address* as an SVG that needs no file and no style; a quarter may be scratched away."""
    made = segno.make(address, error="q", micro=False)
    drawn = made.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704  drawn here, of squares

"""``anfang token``: tokens of the API, each shown once."""

from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import clock, house
from certification import accounts
from certification.store import tokens_of
from db.engine import transaction


async def add(settings: Settings, login: str, name: str, *, lang: str = "en") -> int:
    """Prints the new token of the user, and nothing else, so that it can be piped on."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                user = await accounts.found(tx, login)
                _, secret = await accounts.make_token(tx, user, name, clock())
            print(secret)
    except Refused as refused:
        return refused.code
    return 0


async def listing(settings: Settings, login: str, *, lang: str = "en") -> int:
    """The user's tokens, one a line: number, since when, name, and when revoked."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                user = await accounts.found(tx, login)
                for token in await tokens_of(tx, user.id):
                    revoked = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else ""
                    print(token.id, f"{token.created_at:%Y-%m-%d}", token.name, revoked, sep="\t")
    except Refused as refused:
        return refused.code
    return 0


async def revoke(settings: Settings, login: str, token_id: int, *, lang: str = "en") -> int:
    """The token opens nothing any more."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                user = await accounts.found(tx, login)
                await accounts.revoke_token(tx, user, token_id, clock())
    except Refused as refused:
        return refused.code
    return 0

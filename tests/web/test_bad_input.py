"""Whatever is sent, a sentence comes back, nothing changes, and it is never our mistake."""

import gzip
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.builders import World
from tests.web.site import Client, Page, Visitor
from tests.web.walk import log, until

FORM = "application/x-www-form-urlencoded"
RIGHT = b"question=price&revision=3&"
PARTS = "multipart/form-data; boundary=b"

# What, method, path below /i/<token>, type, body, status.
BAD: list[tuple[str, str, str, str, bytes, int]] = [
    ("no body", "POST", "/answer", FORM, b"", 400),
    ("no question", "POST", "/answer", FORM, b"revision=3&text=1", 400),
    ("no answer", "POST", "/answer", FORM, RIGHT, 400),
    ("an empty code", "POST", "/answer", FORM, RIGHT + b"code=", 400),
    ("a word for a revision", "POST", "/answer", FORM, b"question=price&revision=x&text=1", 400),
    ("a huge revision", "POST", "/answer", FORM,
     b"question=price&revision=99999999999&text=1", 400),
    ("a negative revision", "POST", "/answer", FORM, b"question=price&revision=-1&text=1", 400),
    ("a revision yet to come", "POST", "/answer", FORM,
     b"question=price&revision=999&text=1", 409),
    ("a revision in Arabic", "POST", "/answer", FORM,
     b"question=price&revision=%D9%A4&text=1", 400),
    ("an unknown question", "POST", "/answer", FORM, b"question=zz&revision=3&code=yes", 409),
    ("words for a later question", "POST", "/answer", FORM,
     b"question=seen&revision=3&text=a", 409),
    ("words for an earlier one", "POST", "/answer", FORM, b"question=wait&revision=3&text=a", 409),
    ("NUL for a question", "POST", "/answer", FORM, b"question=%00&revision=3&code=%00", 409),
    ("an unknown option", "POST", "/answer", FORM, RIGHT + b"code=maybe", 422),
    ("an option of ours", "POST", "/answer", FORM, RIGHT + b"code=%40done", 422),
    ("a very long code", "POST", "/answer", FORM, RIGHT + b"code=" + b"9" * 5000, 422),
    ("a place for a number", "POST", "/answer", FORM, RIGHT + b"lat=1&lon=1", 422),
    ("a latitude of 91", "POST", "/answer", FORM, RIGHT + b"lat=91&lon=1", 400),
    ("a latitude of NaN", "POST", "/answer", FORM, RIGHT + b"lat=nan&lon=1", 400),
    ("half a place", "POST", "/answer", FORM, RIGHT + b"lat=1", 400),
    ("a negative accuracy", "POST", "/answer", FORM, RIGHT + b"lat=1&lon=1&accuracy=-5", 400),
    ("1e400", "POST", "/answer", FORM, RIGHT + b"text=1e400", 422),
    ("not a number", "POST", "/answer", FORM, RIGHT + b"text=NaN", 422),
    ("a number of 5,000 digits", "POST", "/answer", FORM, RIGHT + b"text=" + b"9" * 5000, 422),
    ("bad UTF-8", "POST", "/answer", FORM, RIGHT + b"text=%ff%fe", 400),
    ("half a surrogate", "POST", "/answer", FORM, RIGHT + b"text=%ED%A0%80", 400),
    ("raw bytes", "POST", "/answer", FORM, RIGHT + b"text=\xff\x00", 400),
    ("an unknown charset", "POST", "/answer", FORM + "; charset=klingon", RIGHT + b"text=1", 415),
    ("another charset", "POST", "/answer", FORM + "; charset=utf-16", RIGHT + b"text=1", 415),
    ("JSON", "POST", "/answer", "application/json", b'{"question": "price"}', 415),
    ("no type", "POST", "/answer", "nonsense", RIGHT + b"text=1", 415),
    ("a thousand fields", "POST", "/answer", FORM,
     b"&".join(b"a%d=1" % n for n in range(1000)), 400),
    ("a huge form", "POST", "/answer", FORM, RIGHT + b"text=" + b"a" * 100_000, 413),
    ("a photo here", "POST", "/photo", PARTS,
     b'--b\r\nContent-Disposition: form-data; name="question"\r\n\r\nprice\r\n'
     b'--b\r\nContent-Disposition: form-data; name="revision"\r\n\r\n3\r\n'
     b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
     b"\xff\xd8\xff\xe0 \r\n--b--\r\n", 422),
    ("a photo of nothing", "POST", "/photo", PARTS,
     b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
     b"\xff\xd8\xff\xe0 \r\n--b--\r\n", 400),
    ("parts without an end", "POST", "/photo", PARTS, b"--b\r\nContent-Disposition: form", 400),
    ("parts of nothing", "POST", "/photo", PARTS, b"", 400),
    ("parts without a boundary", "POST", "/photo", "multipart/form-data", b"--b", 400),
    ("parts within parts", "POST", "/photo", PARTS,
     b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
     b"--c\r\n\r\nx\r\n--c--\r\n--b--", 400),
    ("a part that is badly packed", "POST", "/photo", PARTS,
     b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n'
     b"Content-Transfer-Encoding: base64\r\n\r\n*\r\n--b--\r\n", 400),
    ("a thousand parts", "POST", "/photo", PARTS,
     b"".join(b'--b\r\nContent-Disposition: form-data; name="n%d"\r\n\r\nx\r\n' % n
              for n in range(1000)) + b"--b--\r\n", 413),
    ("a plain form for a photo", "POST", "/photo", FORM, RIGHT, 415),
    ("an unknown reason", "POST", "/decline", FORM, b"reason=bored", 400),
    ("an unknown language", "POST", "/language", FORM, b"language=tlh", 400),
    ("back from nowhere", "POST", "/back", FORM, b"", 400),
    ("back from elsewhere", "POST", "/back", FORM, b"revision=0", 409),
    ("a jump to nowhere", "POST", "/jump", FORM, b"question=overall", 409),
    ("a jump into the void", "POST", "/jump", FORM, b"", 409),
    ("submitted too soon", "POST", "/submit", FORM, b"", 409),
    ("a wrong method", "DELETE", "", FORM, b"", 405),
    ("a wrong method for a form", "PUT", "/answer", FORM, RIGHT, 405),
    ("reading a form", "GET", "/answer", FORM, b"", 405),
    ("no such page", "GET", "/nowhere", FORM, b"", 404),
]  # fmt: skip


async def test_bad_input_gets_a_sentence_and_changes_nothing(
    visitor: Visitor, client: Client, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    before, here = await log(engine, world), visitor.page.path
    assert len(before) == 3
    wrong: dict[str, object] = {}

    for what, method, path, kind, body, status in BAD:
        headers = {"Content-Type": kind, "Accept-Language": "en"}
        answer = await client.request(method, here + path, data=body, headers=headers)
        page = Page(answer.status, here, await answer.text())
        unchanged = await log(engine, world) == before
        goes_on = (await visitor.go(here)).asked == "price"
        seen = (page.status, page.language, len(page.text) > 20, unchanged, goes_on)
        if seen != (status, "en-GB", True, True, True):
            wrong[what] = seen

    assert wrong == {}


async def test_a_form_packed_small_is_measured_unpacked(
    visitor: Visitor, client: Client, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}

    for body, status in (
        (gzip.compress(RIGHT + b"text=" + b"a" * 50_000_000), 413),
        (b"not gzip at all", 400),
        (gzip.compress(RIGHT + b"text=1")[:-9], 415),
        (gzip.compress(RIGHT + b"text=1"), 415),
    ):
        answer = await client.post(f"{visitor.page.path}/answer", data=body, headers=headers)
        assert answer.status == status


NOWHERE = [
    "/i/token-0000000000000099", "/i/%00%00%00%00%00%00%00%00", "/i/..%2f..%2f..%2fetc",
    "/i/" + "a" * 5000, "/i/%ff%fe%ff%fe%ff", "/a/nosuchcode", "/s/nosuchcode", "/a/%E6%9A%97",
    "/a/';--", "/static/..%2fserver.py", "/static/%00", "/static/nothing.css", "/nowhere",
    "/i/token-0000000000000099/status", "/i/token-0000000000000099/later",
]  # fmt: skip


async def test_an_address_that_leads_nowhere_is_a_page(visitor: Visitor) -> None:
    for path in NOWHERE:
        page = await visitor.go(path)

        assert (path, page.status, page.language) == (path, 404, "en-GB")
        assert "link or the code" in page.text or "Please check it" in page.text


async def test_a_form_for_nobody_is_refused(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        for path in ("/a/visit-code", "/i/token-0000000000000099/answer", "/", "/nowhere"):
            answer = await client.request(method, path, data={"a": "1"})
            assert (method, path, 400 <= answer.status < 500) == (method, path, True)


async def test_a_form_on_another_site_cannot_post_here(
    visitor: Visitor, client: Client, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    form, before = visitor.page.form("answer"), await log(engine, world)
    for site in ("cross-site", "same-site"):
        visitor.headers = {"Sec-Fetch-Site": site, "Accept-Language": "en"}

        page = await visitor.send(form, {"text": "12"})

        assert page.status == 403
        assert "from here" in page.text
    assert await log(engine, world) == before
    visitor.headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
    assert (await visitor.send(form, {"text": "12"})).asked == "seen"


async def test_words_stay_words(visitor: Visitor) -> None:
    await until(visitor, "seen")
    hostile = (
        "<script>alert(1)</script> {{ 7*7 }} ' OR 1=1 \x00 \u202e =cmd|' /C calc'!A0 \U00020000"
    )

    page = await visitor.write(hostile)
    page = await visitor.go(f"{page.path}/status")

    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script> {{ 7*7 }}" in page.text
    assert "\x00" not in page.html
    assert "\U00020000" in page.text


async def test_a_forged_notice_says_nothing(visitor: Visitor, client: Client) -> None:
    await until(visitor, "price")
    forged: list[Any] = [
        "W1siaGFjayIsIHt9XV0=", "bm8=", "!!", "W1sicGxhY2UtYXQiLHt9XV0=", "W1tdXQ==", "e30=",
        "W1sid2luZG93LWNsb3NlZCIsIHt9XV0=", "WyJhIl0=",
        "W1sicGxhY2UtYXQiLHsibWV0cmVzIjoiPGI-In1dXQ==",
    ]  # fmt: skip
    for notice in forged:
        answer = await client.get(visitor.page.path, headers={"Cookie": f"notice={notice}"})
        assert answer.status == 200
        assert 'class="notice' not in await answer.text()

"""Files that unpack to more than a server should hold: refused before anything of it is built."""

import io
import struct
import zipfile
import zlib

import pytest

from hallenwart_backend.booking.imports.reading import read_file
from hallenwart_backend.booking.imports.sheet import FileError
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.plan.picture import redrawn
from hallenwart_backend.photo import cleaned
from support.backends import AMT, JANA, MONDAY_NOON_MS, open_town

MB = 1024 * 1024
WORKBOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def package(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in ({"xl/workbook.xml": WORKBOOK} | parts).items():
            file.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/sharedStrings.xml": b"<si><t>a</t></si>" * MB},
        {"xl/styles.xml": b" " * 13 * MB},
        {"xl/worksheets/sheet1.xml": SHEET + b'<row r="1">' + b"<c/>" * MB},
        {"xl/worksheets/sheet1.xml": SHEET + b"</sheetData>" + b'<mergeCell ref="A1:B1"/>' * MB},
        {f"xl/worksheets/sheet{number}.xml": b"<row/>" * 4 * MB for number in range(3)},
        {f"xl/media/{number}": b"" for number in range(500)},
    ],
)
def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(parts):
    content = package(parts)
    assert len(content) < 2 * MB
    with pytest.raises(FileError) as refused:
        read_file(content, MONDAY_NOON_MS)
    assert refused.value.code == "too_large"


def test_a_package_that_lies_about_its_size_is_broken():
    content = bytearray(package({"xl/sharedStrings.xml": b"<si/>" * 4 * MB}))
    at = content.index(struct.pack("<L", 20 * MB))
    while at >= 0:
        content[at : at + 4] = struct.pack("<L", 100)
        at = content.find(struct.pack("<L", 20 * MB))
    with pytest.raises(FileError) as refused:
        read_file(bytes(content), MONDAY_NOON_MS)
    assert refused.value.code in {"bad_xlsx", "empty", "no_table"}


def test_a_sheet_with_entities_inside_entities_is_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "aaaaaaaaaa"}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><sst><si><t>&e8;</t></si></sst>'.encode()
    with pytest.raises(FileError):
        read_file(package({"xl/sharedStrings.xml": bomb}), MONDAY_NOON_MS)


def _png(width, height):
    """A picture of one colour: a few kilobytes that say they are gigabytes."""

    def chunk(kind, data):
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * MB, 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("clean", [cleaned, redrawn])
@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (8_000, 8_000)])
def test_a_picture_that_says_it_is_huge_is_refused_before_it_is_drawn(clean, size):
    with pytest.raises(RefusedError):
        clean(_png(*size))


async def test_every_route_refuses_a_body_that_is_larger_than_it_needs(tmp_path):
    """What a sender says of the length counts, before a byte is read; no length at all is refused too."""
    async with open_town(tmp_path) as town:
        amt, jana = await town.signed_in(AMT), await town.signed_in(JANA)
        for browser, method, path, most in (
            (jana, "POST", "/api/bookings", 64 * 1024),
            (jana, "POST", "/a/x", 64 * 1024),
            (amt, "POST", "/api/imports", 10 * MB),
            (amt, "PUT", "/api/sites/nordpark/plan", 6 * MB),
            (amt, "POST", "/api/duty/import", 2 * MB),
            (town.stranger(), "PUT", "/outside/v1/plan", 2 * MB),
            (town.stranger(), "POST", "/partner/v1/grants", 64 * 1024),
        ):
            told = {"Content-Length": str(most + 1)}
            assert (await browser.request(method, path, content=b"{}", headers=told)).status_code == 413, path

        async def chunks():
            yield b"{}"

        answer = await jana.post("/api/bookings", content=chunks())
        assert answer.status_code == 413

"""The same parts give the same file: a zip written again with fixed times and order."""

import io
import re
import zipfile

EPOCH = (2018, 1, 1, 0, 0, 0)
STAMP = rb"\g<1>2018-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def fixed(source: bytes) -> bytes:
    """Return the zip with its members in a fixed order at fixed times; workbooks in it likewise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = old.read(name)
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, _workbook(data) if name.endswith(".xlsx") else data, compresslevel=9)
    return target.getvalue()


def _workbook(source: bytes) -> bytes:
    """Return the workbook behind a chart without the time of making that XlsxWriter stamps into it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _STAMPS.sub(STAMP, data) if name == "docProps/core.xml" else data)
    return fixed(target.getvalue())

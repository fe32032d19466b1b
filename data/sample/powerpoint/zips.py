"""The same parts give the same file: a zip written again with fixed times and order."""

import io
import re
import zipfile

EPOCH = (2018, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def fixed(source: bytes) -> bytes:
    """Return the zip with its members in a fixed order at fixed times; embedded workbooks likewise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, _member(name, old.read(name)), compresslevel=9)
    return target.getvalue()


def _member(name: str, data: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return fixed(data)
    if name == "docProps/core.xml":
        # XlsxWriter stamps the time of making into the workbook behind a chart.
        return _STAMPS.sub(rb"\g<1>2018-01-01T00:00:00Z", data)
    return data

"""Lighthouse's scores and the weight of each kind of page: ``python -m bench.lighthouse ADDRESS [QUESTION]``.

Looks at a site that runs (``make run``), with Lighthouse 12 through ``npx`` and the Chromium that the
environment variable ``CHROME_PATH`` names. The weights are of the page itself, uncompressed, without what it
loads. Results, and sample material, ask not to be indexed; that alone costs them the audit `is-crawlable`
of SEO, so the last column tells the SEO score with that audit left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_ON_PURPOSE = "is-crawlable"
_COMMAND = ("npx", "--yes", "lighthouse@12", "--quiet", "--output=json")
_TRIES = 5
_CHROME = "--chrome-flags=--headless --no-sandbox --accept-lang=sv"


def main() -> None:
    """Look at start, results, a document and a page, as on a desk and as on a phone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("question", nargs="?", default="samverkan")
    asked = parser.parse_args()
    for path in _places(asked.address.rstrip("/"), asked.question):
        url = asked.address.rstrip("/") + path
        with urlopen(url) as answer:
            weight = len(answer.read()) / 1000
        for form in ("desktop", "mobile"):
            report = _look(url, form)
            scores = " ".join(f"{_percent(report['categories'][name]['score']):3d}" for name in CATEGORIES)
            largest = report["audits"]["largest-contentful-paint"]["numericValue"]
            shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
            print(
                f"{path:45.45} {form:8} {scores}  LCP {largest / 1000:.1f} s  CLS {shift:.3f}"
                f"  {weight:.1f} kB  {_percent(_seo_aside(report))}",
                flush=True,
            )


def _places(address: str, question: str) -> Iterator[str]:
    q = quote(question)
    with urlopen(f"{address}/api/v1/search?q={q}&size=1") as answer:
        hit = json.load(answer)["hits"][0]
    document = f"/dokument/{hit['document']['id']}"
    yield from ("/", f"/sok?q={q}", f"{document}?q={q}", f"{document}/sida/{hit['pages'][0]['number']}?q={q}")


def _look(url: str, form: str) -> Any:
    preset = ["--preset=desktop"] if form == "desktop" else []
    for _ in range(_TRIES):  # on a busy machine Chromium now and then records no trace
        ran = subprocess.run([*_COMMAND, *preset, _CHROME, url], stdout=subprocess.PIPE, check=False)
        if ran.returncode == 0:
            return json.loads(ran.stdout)
    raise SystemExit(f"lighthouse: no report on {url}")


def _seo_aside(report: Any) -> float:
    """Return the score for SEO as Lighthouse weighs it, without the audit that is failed on purpose."""
    counted = [
        (audit["weight"], score)
        for audit in report["categories"]["seo"]["auditRefs"]
        if audit["id"] != _ON_PURPOSE and (score := report["audits"][audit["id"]]["score"]) is not None
    ]
    return sum(weight * score for weight, score in counted) / sum(weight for weight, _ in counted)


def _percent(score: float) -> int:
    return round(score * 100)


if __name__ == "__main__":
    main()

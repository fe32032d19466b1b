"""``python -m bench.relevance [FOLDER …]``: print how well the search finds, over collections and keywords.

A FOLDER is a collection in BEIR form (corpus.jsonl, queries.jsonl, qrels.tsv), or holds some. Without
any, the collections that stand beside the project are taken, where they are.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from archive import log as logs
from archive.settings import LogSettings
from bench.relevance import keywords
from bench.relevance.keywords import Outcome
from bench.relevance.ranking import chains
from bench.relevance.ranking.chains import Chain, Ranking
from bench.relevance.ranking.collection import Collection, is_collection, read
from bench.relevance.ranking.disturbing import with_typo, without_dots
from bench.relevance.ranking.measures import mean, measure
from bench.relevance.sample import sample_archive
from tests.corpora import CORPORA

_SEEDS = (1, 2, 3)  # a slip of the finger is a matter of chance: the mean of three is told


def main() -> None:
    """Run what there is."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.relevance", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    logs.set_up(LogSettings(level="warning"))
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    given = parser.parse_args().folders
    for folder in given:
        if not folder.is_dir():
            parser.error(f"{folder}: no such folder")
    found = [path for folder in given or [CORPORA / "relevance"] for path in _collections(folder)]
    for path in found:
        report(read(path))
    if not found:
        where = f"in {', '.join(map(str, given))}" if given else "given, and none beside the project"
        print(f"no collection {where}: nothing is ranked")
    for line in keywords_over_sample().lines():
        print(line)


def report(collection: Collection) -> None:
    """Print a line for each chain and each way of typing."""
    print(f"\n{collection.name}: {len(collection.documents)} documents, {len(collection.queries)} questions")
    print(f"  {'':<22}{'nDCG@10':>9}{'recall@20':>11}{'MRR@10':>9}{'matching':>10}{'in part':>9}")
    as_asked = [collection.queries]
    with chains.any_exact_form(collection.documents) as exact:
        _line("exact forms", exact, collection, as_asked)
    with chains.any_snowball_stem(collection.documents) as snowball:
        _line("Snowball", snowball, collection, as_asked)
    undotted = {name: without_dots(text) for name, text in collection.queries.items()}
    with chains.ours(collection.documents) as ours:
        _line("ours", ours, collection, as_asked)
        _line("ours, without å ä ö", ours, collection, [undotted])
        _line("ours, one typo", ours, collection, [_mistyped(collection.queries, seed) for seed in _SEEDS])


def keywords_over_sample() -> Outcome:
    """Ask the keyword set of the sample material and the passages, each page a document of its own."""
    with sample_archive() as sample:
        pages = (*sample.pages(), *keywords.passages())
    with chains.ours(pages, shown=len(pages)) as ours:
        return keywords.judge(lambda typed: ours(typed).documents, pages)


def _collections(folder: Path) -> Iterable[Path]:
    if is_collection(folder):
        return [folder]
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.is_dir() and is_collection(path)]


def _mistyped(queries: Mapping[str, str], seed: int) -> Mapping[str, str]:
    chance = random.Random(seed)
    return {name: with_typo(text, chance) for name, text in queries.items()}


def _line(name: str, ask: Chain, collection: Collection, typed: Sequence[Mapping[str, str]]) -> None:
    rankings: list[tuple[str, Ranking]] = []
    for queries in typed:
        rankings += [(query, ask(text)) for query, text in queries.items()]
    measures = mean(measure(ranking.documents, collection.relevance[query]) for query, ranking in rankings)
    matching = sum(ranking.matching for _, ranking in rankings) / len(rankings)
    partial = sum(ranking.partial for _, ranking in rankings) / len(rankings)
    print(
        f"  {name:<22}{measures.ndcg:>9.3f}{measures.recall:>11.3f}{measures.mrr:>9.3f}"
        f"{matching:>10.1f}{partial:>9.1%}",
        flush=True,
    )


if __name__ == "__main__":
    main()

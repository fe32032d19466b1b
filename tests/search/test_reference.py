"""The engine that others are compared with keeps the contract itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.search.engine_contract import EngineContract, Index
from tests.search.reference import ReferenceEngine
from tests.search.vocabulary_contract import VocabularyContract


class TestReference(EngineContract, VocabularyContract):
    @pytest.fixture
    def index(self) -> Index:
        engine = ReferenceEngine()
        return SimpleNamespace(writer=engine, engine=engine)

"""The shapes of what the API answers (design, section 4), for its OpenAPI description and its tests."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from web.finding.question import LAST_PAGE


class Body(BaseModel):
    """What every part of an answer is: nothing that is not described."""

    model_config = ConfigDict(extra="forbid")


class SeriesName(Body):
    """A series: its slug in addresses and its name."""

    slug: str
    name: str


class DocumentBody(Body):
    """A document."""

    id: str = Field(examples=["zvz2jlcmzg"])
    version: int
    title: str
    series: list[SeriesName]
    speakers: list[str] = Field(description="Names; empty where none is stated")
    organisations: list[str]
    date: str | None = Field(description="Of the seminar, as precisely as stated; null is undated")
    language: str
    format: str = Field(description="pdf, pptx, ppt, odp, docx, odt, txt or link")
    page_count: int
    source: str = Field(description="Path in the folder")
    url: str


class FormatBody(Body):
    """The same talk in another format: a document of its own, with page numbers of its own."""

    id: str
    format: str
    url: str


class PageHeadBody(Body):
    """A page in a document's list of pages."""

    number: int
    label: str
    title: str
    part: str = Field(description="The attached file that it is a page of; empty for the file's own")
    url: str


class VersionBody(Body):
    """One version of a document's file."""

    number: int
    added_at: datetime
    page_count: int
    outcome: str
    url: str


class CoverageBody(Body):
    """How much of a document can be searched, of what readers may see."""

    words: int = Field(description="About how many")
    pictures: int = Field(description="Without a text that can be searched")
    pages_waiting_for_ocr: list[int]
    pages_wanting_ocr: list[int] = Field(description="That want OCR, and nobody was asked for it")
    pages_failed_by_ocr: list[int] = Field(description="That OCR could not read")
    pages_read_by_ocr: list[int]
    confidence: float | None = Field(description="0 to 1, the mean of the pages read by OCR")
    left_out: list[str] = Field(description="What was not read, and why")


class AttachmentBody(Body):
    """A file that stands within the document's file."""

    name: str
    format: str = Field(description="Empty where it is not known")
    size: int = Field(description="In bytes")
    page_count: int = Field(description="Of its pages that were read")
    reason: str = Field(description="Why it was not read, or not whole")


class PageCoverageBody(Body):
    """How much of a page can be searched."""

    pictures: int = Field(description="Without a text that can be searched")
    wants_ocr: str = Field(description="scan, drawn, garbled or empty; stays when OCR has read the page")
    confidence: float | None = Field(description="0 to 1; null where no OCR read it")
    left_out: list[str] = Field(description="What was not read, and why")


class WholeDocumentBody(DocumentBody):
    """A document with everything that its page shows."""

    description: str
    latest_version: int
    link: str | None = Field(description="Where a lecture elsewhere is")
    sample: bool = Field(description="Invented material, not to be cited")
    outcome: str
    reason: str
    file_name: str
    size: int = Field(description="Of the original, in bytes")
    sha256: str
    original_url: str | None = Field(description="null where the original is not offered")
    pages: list[PageHeadBody]
    versions: list[VersionBody]
    formats: list[FormatBody] = Field(description="The same talk in other formats")
    coverage: CoverageBody
    attachments: list[AttachmentBody]


class PageHitBody(Body):
    """A page that matches."""

    number: int
    label: str
    score: float
    snippet: str = Field(description="Escaped HTML with <mark> around what matches")
    url: str


class HitBody(Body):
    """A document that matches, with its best pages."""

    document: DocumentBody
    score: float
    pages: list[PageHitBody]
    more_pages: int


class UnderstoodBody(Body):
    """One thing that was understood."""

    kind: str = Field(
        examples=["word"],
        description="word, phrase, prefix, near, compound, twin, spelling, parts, function-word, field, "
        "operator, least, unused or limit",
    )
    text: str = Field(examples=["samverkan"], description="What was typed")
    meaning: str = Field(examples=["ordet i alla dess former"], description="In Swedish, to be shown")
    without: str | None = Field(
        examples=['"samverkan"'], description="The question that takes this back; null where nothing can be"
    )
    without_url: str | None = Field(description="Its page of results, with the same filters")


class CorrectionBody(Body):
    """A spelling that was searched instead of the typed one."""

    typed: str = Field(examples=["samvrekan"])
    used: str = Field(examples=["samverkan"])
    original: str = Field(examples=['"samvrekan"'], description="The question with the word as it was typed")
    original_url: str = Field(description="Its page of results, with the same filters")


class UnknownFilterBody(Body):
    """A filter that nothing in the archive can have."""

    field: str = Field(examples=["serie"])
    value: str


class QueryBody(Body):
    """What was asked and what it was taken to mean."""

    text: str
    understood: list[UnderstoodBody]
    corrections: list[CorrectionBody]
    limits: list[str] = Field(description="A sentence on each limit that made the answer incomplete")
    unknown_filters: list[UnknownFilterBody] = Field(description="Filters that nothing can have")


class FacetValueBody(Body):
    """A value that results can be narrowed to, and how many documents it holds."""

    value: str
    label: str
    count: int
    selected: bool


class OfferBody(Body):
    """Another question that finds something, where this one finds nothing, or nothing whole."""

    kind: str = Field(examples=["word"], description="filters, filter, dates, word or spelling")
    text: str = Field(examples=["gäng"], description="The filter or word left out, or the other spelling")
    url: str = Field(description="Its page of results")
    matching_documents: int = Field(examples=[3])


class SearchBody(Body):
    """The answer to a search."""

    query: QueryBody
    matching_pages: int
    matching_documents: int
    hits: list[HitBody]
    facets: dict[str, list[FacetValueBody]]
    took_ms: float
    partial: bool = Field(
        description="Nothing matches the whole question; these are the best of what matches in part"
    )
    offers: list[OfferBody]
    related: list[str] = Field(examples=[["samarbete"]], description="Other terms near those asked for")


class SuggestionBody(Body):
    """What can be asked and finds something, for what has been typed so far."""

    kind: str = Field(examples=["word"], description="word, title, speaker or series")
    text: str = Field(examples=["samverkan"], description="To be shown")
    q: str = Field(examples=["polis samverkan"], description="The whole question that it completes to")
    matching_documents: int = Field(examples=[7])


class SuggestionsBody(Body):
    """Suggestions for a question that is being typed, the best first."""

    suggestions: list[SuggestionBody]


class ListBody(Body):
    """A window of all documents, in order of id."""

    documents: list[DocumentBody]
    matching_documents: int


class WordBody(Body):
    """A word and where it stands on the shown page, as fractions from its top left."""

    text: str
    box: tuple[float, float, float, float]
    boxes: list[tuple[float, float, float, float]] | None = Field(
        None, description="All its boxes, where a line end divides it"
    )


class PageBody(Body):
    """A page or slide."""

    document: str
    version: int
    number: int
    label: str
    title: str
    language: str
    text: str
    notes: str = Field(description="Speaker notes, where they are published")
    words: list[WordBody]
    part: str = Field(description="The attached file that it is a page of; empty for the file's own")
    links: list[str] = Field(description="Addresses that it leads to")
    coverage: PageCoverageBody
    url: str


class DocumentPath(BaseModel):
    """Which document."""

    document_id: str = Field(json_schema_extra={"example": "dy65qnzur4"})


class PagePath(DocumentPath):
    """Which page."""

    number: int = Field(ge=0, json_schema_extra={"example": 7})


class VersionQuery(BaseModel):
    """Which version; none is the latest."""

    version: int | None = Field(None, ge=1, le=LAST_PAGE, json_schema_extra={"example": 1})


class SuggestionQuery(BaseModel):
    """What has been typed so far."""

    q: str = Field(
        "",
        max_length=100,
        description="What has been typed; of fewer than three characters nothing comes",
        json_schema_extra={"example": "samv"},
    )


class ListQuery(BaseModel):
    """Which window of the list."""

    sida: int = Field(1, ge=1, le=LAST_PAGE, json_schema_extra={"example": 2})
    size: int = Field(
        10, ge=1, le=100, description="Documents in a window", json_schema_extra={"example": 100}
    )

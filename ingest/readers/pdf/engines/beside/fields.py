"""The values of form fields, as people chose or wrote them (ISO 32000-1, 12.7)."""

from __future__ import annotations

import pypdfium2.raw as pdfium

from ingest.readers.pdf.engines.beside.strings import wide

_PASSWORD = 1 << 13  # a field flag, ISO 32000-1, table 228
_MOST_OPTIONS = 2_000  # of a list that are looked at for the chosen ones
_CHOICES = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_MARKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_NO_NAMES = frozenset(("on", "off", "yes", "ja", "no", "nej", "true", "x"))  # of a mark: that it is set


def value_of(form: object, annotation: object) -> str:
    """Return the value of a field: what is written, the labels of what is chosen, the name of a set mark.

    Passwords, push buttons and signatures have none.
    """
    if not form:
        return wide(pdfium.FPDFAnnot_GetStringValue, annotation, b"V").strip()
    kind = int(pdfium.FPDFAnnot_GetFormFieldType(form, annotation))
    if kind in _CHOICES:
        return "\n".join(_chosen(form, annotation)) or wide(
            pdfium.FPDFAnnot_GetFormFieldValue, form, annotation
        )
    if kind in _MARKS:
        return _mark(form, annotation)
    if kind != pdfium.FPDF_FORMFIELD_TEXTFIELD:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        return ""
    return wide(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation).strip()


def _chosen(form: object, annotation: object) -> list[str]:
    """Return the labels of the chosen options: people see them, and not the values they stand for."""
    count = min(int(pdfium.FPDFAnnot_GetOptionCount(form, annotation)), _MOST_OPTIONS)
    return [
        label
        for index in range(count)
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, index)
        and (label := wide(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, index).strip())
    ]


def _mark(form: object, annotation: object) -> str:
    """Return what a set mark stands for, where the form names it with a word and not a number."""
    if not pdfium.FPDFAnnot_IsChecked(form, annotation):
        return ""
    name = wide(pdfium.FPDFAnnot_GetFormFieldExportValue, form, annotation).strip()
    return "" if name.lower() in _NO_NAMES or not any(map(str.isalpha, name)) else name

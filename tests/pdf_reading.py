"""Reading a PDF as its users do: its text, its tags, its alternatives."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def read_pages(content: bytes) -> list[str]:
    """Read the text of each page, on one line."""
    return [
        re.sub(r"\s+", " ", page.extract_text()) for page in open_pdf(content).pages
    ]


def list_tags(reader: PdfReader) -> list[tuple[str, str | None]]:
    """List every tag in reading order, with its alternative text if it has one."""
    found: list[tuple[str, str | None]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.append((node["/S"], node.get("/Alt")))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def list_bookmarks(reader: PdfReader) -> list[str]:
    def flatten(entries: list[Any]) -> list[str]:
        titles: list[str] = []
        for entry in entries:
            if isinstance(entry, list):
                titles += flatten(entry)
            else:
                titles.append(entry.title)
        return titles

    return flatten(reader.outline)


def list_fonts(reader: PdfReader) -> set[str]:
    """List the fonts by name; an embedded part of a font has a prefix."""
    return {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"].get_object()["/Font"].get_object().values()
    }

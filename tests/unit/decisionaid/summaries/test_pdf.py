"""The sheet as a PDF: tagged, whole, and safe with whatever a person typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from decisionaid.presentation.presenters import present_sheet
from decisionaid.presentation.sheet import OwnPart, Sheet
from decisionaid.summaries.pdf import make_pdf
from decisionaid.summaries.pdf.letters import MISSING, make_printable
from tests.factories import comparison_document, lifelike_document
from tests.pdf_reading import (
    list_bookmarks,
    list_fonts,
    list_tags,
    open_pdf,
    read_pages,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TREATED = ("natalizumab", "alemtuzumab", "ahsct")
DOCUMENTS = {
    "lifelike": lifelike_document(),
    "progressive": lifelike_document(not_estimable=TREATED, profile={"course": "ppms"}),
    "random": comparison_document(2),
}
#: What somebody might type to break out of the text, or the layout.
HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd") #panic() #sys.inputs',
    "$x$ *bold* _slanted_ <label> @ref `raw` \\ = Heading // comment /* */ [x] {x}",
    "</title><script>alert(1)</script>&amp;",
    "W" * 300,
    "שלום, יש לי שאלה 12 مرحبا",
    "Is it 👩‍👩‍👧 worth it? 你好 ❤",
    "\u202e0001 fo 6\u202c \u2066isolated\u2069 \x00\x07\ufeff",
)


def build(document: str = "lifelike", **own: tuple[str, ...]) -> Sheet:
    sheet = present_sheet(
        DOCUMENTS[document],
        years=5,
        sources=(),
        deliberation={},
        made_on=date(2026, 11, 22),
    )
    return replace(sheet, own=OwnPart(**own))  # type: ignore[arg-type]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_two_pages_of_words_and_pictures(document):
    words, pictures = read_pages(make_pdf(build(document), now=NOW))
    assert "what could each mean for you?" in words
    assert "When choices come out level" in words
    assert "Made on 22 November 2026." in words
    assert "digest 4f9a21c07be5" in words
    for name in ("No MS drug", "Natalizumab", "Alemtuzumab", "Stem-cell transplant"):
        assert name in words
        assert name in pictures


def test_it_says_that_it_is_accessible_and_is_in_one_language():
    reader = open_pdf(make_pdf(build(), now=NOW))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata.title == "After 5 years, of 1,000 people like you"


def test_reading_goes_from_the_title_to_the_numbers_to_the_pictures():
    tags = [tag for tag, _ in list_tags(open_pdf(make_pdf(build(), now=NOW)))]
    assert tags[:3] == ["/Document", "/P", "/Title"]
    assert tags.count("/Table") == 1
    assert tags.index("/Title") < tags.index("/Table") < tags.index("/H1")
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/Figure")
    assert tags.count("/H2") == 4


def test_every_picture_has_its_numbers_in_words():
    tags = list_tags(open_pdf(make_pdf(build(), now=NOW)))
    alternatives = [str(text) for tag, text in tags if tag == "/Figure"]
    assert len(alternatives) == 8
    arrays = [text for text in alternatives if "1,000 people after 5 years" in text]
    assert len(arrays) == 4
    for text in arrays:
        assert "More disabled: " in text
        assert "Less disabled: " in text
    assert ".." not in "".join(alternatives)


def test_an_option_that_is_not_known_says_so_in_its_alternative():
    tags = list_tags(open_pdf(make_pdf(build("progressive"), now=NOW)))
    unknown = [text for tag, text in tags if tag == "/Figure" and "Not known" in text]
    assert len(unknown) == 3


def test_headings_are_bookmarks():
    titles = list_bookmarks(open_pdf(make_pdf(build(), now=NOW)))
    assert titles[0] == "Harms among the same 1,000, within 5 years"
    assert titles[-4:] == [
        "No MS drug",
        "Natalizumab",
        "Alemtuzumab",
        "Stem-cell transplant",
    ]


def test_its_letters_are_the_ones_we_bring():
    reader = open_pdf(make_pdf(build(), now=NOW))
    assert list_fonts(reader) == {"SourceSans3-Regular", "SourceSans3-Bold"}


def test_the_same_sheet_gives_the_same_bytes():
    assert make_pdf(build(), now=NOW) == make_pdf(build(), now=NOW)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    content = make_pdf(build(concerns=(text,), questions=(text,) * 3), now=NOW)
    pages = read_pages(content)
    assert len(pages) == 2
    printed = make_printable(text)
    if printed.isascii():
        assert printed.replace(" ", "") in pages[0].replace(" ", "").replace(
            "\u200b", ""
        )


@settings(max_examples=60)
@given(st.text(max_size=200))
@example("e\u0301\u0323" * 20)
@example("ﷺ" * 200)
@example("a\u0300\u200d\u05d0\u0301 \u0e33\u0e33")
def test_any_text_makes_a_pdf(text):
    content = make_pdf(build(concerns=(text,), questions=(text,)), now=NOW)
    assert len(open_pdf(content).pages) == 2


def test_a_sign_without_a_letter_becomes_a_square_that_is_explained():
    assert make_printable("你 ok") == f"{MISSING} ok"
    shown = read_pages(make_pdf(build(questions=("你",)), now=NOW))[0]
    assert "A square stands for a sign that cannot be printed here." in shown
    plain = read_pages(make_pdf(build(questions=("you",)), now=NOW))[0]
    assert "A square stands" not in plain


@given(st.text())
def test_no_sign_that_turns_or_breaks_a_line_is_left(text):
    printed = make_printable(text)
    assert not set(printed) & set("\n\r\t\0\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def test_a_language_from_right_to_left_has_the_same_two_pages():
    with translation.override("ar"):
        content = make_pdf(build(questions=("متى؟",)), now=NOW)
    reader = open_pdf(content)
    assert len(reader.pages) == 2
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("ar")
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert "DejaVuSans" in list_fonts(reader)

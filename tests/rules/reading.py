"""What stands on a page, as a reader takes it in: blocks, sentences, hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import textstat
from bs4 import BeautifulSoup
from bs4.element import Tag

from decisionaid.core.glossary import get_terms

#: What holds running text; a table's cells and a picture's labels are not read on.
BLOCKS = (
    "h1, h2, h3, h4, p, li, dt, dd, caption, figcaption, label, legend, summary, "
    ".nhsuk-hint, .nhsuk-details__text"
)
#: Quotations, names of studies, the evidence's own words, the values of its figures
#: (which are asked for) and text for machines.
NOT_OURS = (
    "q, blockquote, cite, .app-own-words, .app-passport__value, svg, script, style, "
    "code, .app-record"
)
SENTENCE_END = re.compile(r"(?<=[.?!:;])[”\")]*\s+")
#: A grade of the American school begins at the age of five.
AGE_BEFORE_SCHOOL = 5
#: Words of this length that the glossary explains count as one short word: whoever
#: weighs natalizumab has met its name, and no plainer word exists.
PLAIN = "drug"


def copy_ours(part: Tag) -> BeautifulSoup:
    """Copy a part without quotations and what is not text."""
    copy = BeautifulSoup(str(part), "html.parser")
    for one in copy.select(NOT_OURS):
        one.decompose()
    return copy


def list_blocks(part: Tag) -> list[str]:
    """List the texts of a part, each block by itself."""
    copy = copy_ours(part)
    blocks = copy.select(BLOCKS)
    # A block within a block is read by itself, and a table's cells are not read on.
    bounds = {id(one) for one in [*blocks, *copy.select("table")]}
    texts = []
    for block in blocks:
        strings = [
            str(string)
            for string in block.find_all(string=True)
            if next(one for one in string.parents if id(one) in bounds) is block
        ]
        text = re.sub(r"\s+", " ", " ".join(strings)).strip()
        text = re.sub(r"\s+([.,;:?!)])", r"\1", re.sub(r"\(\s+", "(", text))
        if text:
            texts.append(text)
    return texts


def split_sentences(text: str) -> Iterator[str]:
    """Split a block; a colon or semicolon gives the reader a rest too."""
    yield from (one for one in SENTENCE_END.split(text) if one)


def is_sentence(text: str) -> bool:
    """Whether a text is a sentence, rather than a label or a name."""
    return text.endswith((".", "?", "!", ":", ";")) and len(text.split()) > 3


def count_words(sentence: str) -> int:
    return len(sentence.split())


def measure_age(texts: list[str]) -> float:
    """Measure the reading age: Flesch and Kincaid's grade, and five years."""
    sentences = [
        one
        for text in texts
        for one in re.split(r"(?<=[.?!:])[”\")]*\s+", text)
        if is_sentence(one)
    ]
    if not sentences:
        return 0.0
    # The library would end a sentence within "3.5" or at a short one's full stop.
    plain = [re.sub(r"(?<=\d)[.,](?=\d)", "", one).rstrip(".?!:") for one in sentences]
    words = [len(one.split()) for one in plain]
    syllables = [textstat.syllable_count(one) for one in plain]
    grade = 0.39 * sum(words) / len(words) + 11.8 * sum(syllables) / sum(words) - 15.59
    return grade + AGE_BEFORE_SCHOOL


def leave_out_names(texts: list[str]) -> list[str]:
    """Put a plain word for each word of the glossary."""
    words = sorted(
        {
            name
            for term in get_terms().values()
            for name in (str(term.term), *term.also)
        },
        key=len,
        reverse=True,
    )
    pattern = re.compile(
        r"\b(" + "|".join(map(re.escape, words)) + r")s?\b", re.IGNORECASE
    )
    return [pattern.sub(PLAIN, text) for text in texts]

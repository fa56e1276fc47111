"""What a page of text is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from decisionaid.core.content import Signature

#: A translated text, which may name facts as ``%(fact)s``.
Text = str | Promise


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs, then points."""

    title: Text
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()


@dataclass(frozen=True)
class TextPage:
    """A page that is only text.

    Parameters
    ----------
    title
        The page's title and heading.
    lead
        One or two sentences that say it all.
    sections
        The rest.
    signature
        Who answers for the words, and since when.
    """

    title: Text
    lead: Text
    sections: tuple[Section, ...]
    signature: Signature

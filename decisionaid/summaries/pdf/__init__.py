"""The sheet for the consultation as a tagged PDF (PDF/UA-1)."""

from decisionaid.summaries.pdf.document import make_pdf

__all__ = ["make_pdf"]

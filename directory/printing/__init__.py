"""Turns a page of ours into paper: tagged PDF (PDF/UA-1). Only this room knows WeasyPrint."""

from directory.printing.pdf import NoPaper, Piece, pdf_of

__all__ = ["NoPaper", "Piece", "pdf_of"]

"""Turns a page of ours into paper: tagged PDF (PDF/UA-1). Only this room knows WeasyPrint."""

from directory.printing.aside import pack, print_folder
from directory.printing.pdf import NoPaper, Piece, pdf_of

__all__ = ["NoPaper", "Piece", "pack", "pdf_of", "print_folder"]

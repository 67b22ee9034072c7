"""The one place that imports Whoosh, quietly: its source is from 2016 and warns until compiled."""

import warnings

with warnings.catch_warnings():
    # Invalid escape sequences are a SyntaxWarning since 3.12 and may be errors under `-W error`.
    warnings.simplefilter("ignore")
    from whoosh.codec import base as codec_base
    from whoosh.columns import NumericColumn, RefBytesColumn
    from whoosh.fields import COLUMN, STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Existence, Format, Frequency
    from whoosh.index import TOC, FileIndex
    from whoosh.lang.snowball.german import GermanStemmer
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound
    from whoosh.scoring import BM25F
    from whoosh.util.numeric import byte_to_length, length_to_byte
    from whoosh.writing import SegmentWriter

__all__ = [
    "BM25F",
    "COLUMN",
    "STORED",
    "TOC",
    "Existence",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "Format",
    "Frequency",
    "GermanStemmer",
    "ListMatcher",
    "NumericColumn",
    "RefBytesColumn",
    "Schema",
    "SegmentWriter",
    "TermInfo",
    "TermNotFound",
    "byte_to_length",
    "codec_base",
    "length_to_byte",
]

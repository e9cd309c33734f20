"""Reads dossiers: `read` yields valid rows and row errors, and never sees the database.

dossier -> json_lines, tree (from json_tree or yaml_tree) or csv_folder -> rows -> explain, where a row is refused.
"""

from __future__ import annotations

from counterclaim_loaders.document_text import text_length
from counterclaim_loaders.dossier import MEDIA_TYPES, SUFFIXES, Format, content_digest, read, read_text
from counterclaim_loaders.json_lines import MAX_LINE
from counterclaim_loaders.row_errors import REMEDIES, Code, Origin, RowError
from counterclaim_loaders.rows import SourcedRow
from counterclaim_loaders.schema import json_schema

__all__ = [
    "MAX_LINE",
    "MEDIA_TYPES",
    "REMEDIES",
    "SUFFIXES",
    "Code",
    "Format",
    "Origin",
    "RowError",
    "SourcedRow",
    "content_digest",
    "json_schema",
    "read",
    "read_text",
    "text_length",
]

"""Quotes against the notices themselves, on machines that hold their text.

Set SHENBAO_NOTICE to a text file with the three notices, tables as lines of tab-parted cells.
"""

import os
from pathlib import Path

import pytest

from policy import load_policy

NOTICE = os.environ.get("SHENBAO_NOTICE")

pytestmark = pytest.mark.skipif(not NOTICE, reason="SHENBAO_NOTICE names no text of the notices")


def squeeze(text: str) -> str:
    return "".join(text.split())


def read_notice() -> str:
    return Path(NOTICE or "").read_text(encoding="utf-8")


def test_every_quote_stands_in_the_notices() -> None:
    text = squeeze(read_notice())
    absent = [
        clause.id for clause in load_policy().clauses if squeeze(clause.quote.replace("|", "")) not in text
    ]
    assert absent == []


def test_rows_of_tables_stand_cell_by_cell() -> None:
    rows = {
        tuple(squeeze(cell) for cell in line.split("\t")[1:])
        for line in read_notice().splitlines()
        if "\t" in line
    }
    tables = [
        clause for clause in load_policy().clauses if " 表 " in clause.article or "表 第" in clause.article
    ]
    assert len(tables) == 78
    for clause in tables:
        assert tuple(squeeze(cell) for cell in clause.quote.split("|")) in rows, clause.id


def test_labels_stand_on_the_form() -> None:
    text = squeeze(read_notice())
    for field in load_policy().form.fields:
        assert squeeze(field.label) in text, field.id

"""Sentences and clauses of the narrative, each with its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier import Document, Evidence, Page, Paragraph

_SENTENCE = re.compile(r"[^。；;！\n]+[。；;！]?")
_CLAUSE = re.compile(r"[^，,：:。；;！\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    document: Document
    page: Page
    paragraph: Paragraph

    def evidence(self, quote: str | None = None) -> Evidence:
        return self.document.paragraph_evidence(self.page, self.paragraph, (quote or self.text).strip())

    def clauses(self) -> list[str]:
        """The parts between commas."""
        return _CLAUSE.findall(self.text)


def find_sentences(documents: Iterable[Document]) -> Iterator[Sentence]:
    """All sentences of the running text, in order."""
    for document in documents:
        for page in document.pages:
            for paragraph in page.paragraphs:
                for match in _SENTENCE.finditer(paragraph.text):
                    if match.group().strip():
                        yield Sentence(match.group().strip(), document, page, paragraph)

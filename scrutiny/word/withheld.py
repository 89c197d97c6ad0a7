"""How a document says that a matter is not for publication."""

from collections.abc import Sequence

from scrutiny.papers.people import listed

EXEMPT_COPY = "NOT FOR PUBLICATION – this copy contains exempt information"


def not_for_publication(paragraphs: Sequence[int]) -> str:
    """Why, by the paragraph that was claimed (Local Government Act 1972 s.100A(5))."""
    if not paragraphs:
        return "Not for publication."
    noun = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    numbers = listed([str(number) for number in paragraphs])
    return f"Not for publication: {noun} {numbers} of Schedule 12A to the Local Government Act 1972."

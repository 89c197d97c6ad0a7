"""The styles of `house_style.docx` by name: code says what a paragraph is, an officer says in Word how it looks."""

from enum import StrEnum


class Style(StrEnum):
    """Each value is a style's name as Word shows it. A house style without one of them is refused."""

    COUNCIL = "Council Name"
    COMMITTEE = "Committee Name"
    TITLE = "Title"
    FACT = "Front Sheet Fact"
    CHANGE = "Meeting Change"
    MEMBER = "Member Name"
    HEADING = "Heading 1"
    NUMBERED_HEADING = "Heading 2"
    BODY = "Body Text"
    DETAIL = "Item Detail"
    MINUTE = "Minute Text"
    EXEMPT = "Exempt Note"
    RESOLUTION = "Resolution"
    CLAUSE = "Lettered Clause"
    BULLET = "List Bullet"
    NUMBER = "List Number"
    CONTINUED = "List Continue"
    NOTICE = "Notice Text"
    SIGNATURE = "Signature Line"
    CELL_HEADING = "Table Heading"
    CELL = "Table Text"
    CELL_BULLET = "Table Bullet"
    CELL_LETTER = "Table Letter"
    CELL_NUMBER = "Table Number"
    TABLE = "Council Table"
    HEADER = "Header"
    FOOTER = "Footer"
    MARK = "Draft Mark"
    LABEL = "Fact Label"
    LEAD_IN = "Resolution Lead-in"


LISTS = (Style.CLAUSE, Style.BULLET, Style.NUMBER, Style.CELL_BULLET, Style.CELL_LETTER, Style.CELL_NUMBER)
"""The styles that bring a numbering of their own."""

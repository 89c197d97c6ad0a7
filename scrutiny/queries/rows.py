"""What a query answers with: plain rows, whose names are those of the columns."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]
Rows = Sequence[AnyRow]

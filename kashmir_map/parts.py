"""What every model of the record is: a part that does not change, or a row of a table."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from kashmir_map.values import cell


class Part(BaseModel):
    """Whatever the record is made of: immutable, without unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Row(Part):
    """One row of a table; its fields, in this order, are the table's columns."""

    key: ClassVar[tuple[str, ...]]
    """Columns that the table is sorted by."""

    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """Names of the table's columns, in order."""
        return tuple(cls.model_fields)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Values of the key columns: what the table is sorted by, character by character."""
        return tuple([getattr(self, column) for column in self.key])

    def cells(self) -> list[str]:
        """Texts of the row as the table holds them."""
        return [cell(getattr(self, column)) for column in self.columns()]

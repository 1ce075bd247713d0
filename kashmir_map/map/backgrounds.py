"""Online pictures of the ground that a reader may turn on; none is asked for before that."""

from pathlib import Path

from pydantic import Field

from kashmir_map.errors import CatalogError, Problem
from kashmir_map.parts import Part
from kashmir_map.tables import read_parts
from kashmir_map.values import Count, Flag, Id, Summary, TileUrl, Title

BACKGROUNDS_FILE = "backgrounds.yaml"


class Background(Part):
    """A layer of tiles from another computer."""

    id: Id = Field(description="Name of the layer in this file.", examples=["relief"])
    title: Title = Field(description="Its name for readers.", examples=["Relief"])
    url: TileUrl = Field(
        description="Address with {z}, {x} and {y}, EPSG:3857.", examples=["https://…/{z}/{y}/{x}"]
    )
    attribution: Summary = Field(description="Whose it is.", examples=["NASA"])
    host: Title = Field(description="Who answers, in words.", examples=["NASA, United States"])
    max_zoom: Count = Field(description="Last zoom with tiles.", examples=["9"])
    draws_borders: Flag = Field(
        description="Whether it draws borders or names of its own; the map then says so.",
        examples=["false"],
    )


def load_backgrounds(folder: Path) -> tuple[Background, ...]:
    """
    Read `backgrounds.yaml`; none if there is no such file.

    Raises
    ------
    CatalogError
        With every problem of the file.
    """
    path = folder / BACKGROUNDS_FILE
    if not path.exists():
        return ()
    backgrounds, problems = read_parts(Background, BACKGROUNDS_FILE, path.read_bytes())
    ids = [one.id for one in backgrounds]
    if len(set(ids)) < len(ids):
        fix = "give each its own id"
        problems.append(Problem(BACKGROUNDS_FILE, None, "id", "", "names two layers", fix))
    if problems:
        raise CatalogError(problems)
    return backgrounds

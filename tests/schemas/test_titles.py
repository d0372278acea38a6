"""What a film is called whose script says no title."""

import pytest

from schemas.screenplay import title_of_file


@pytest.mark.parametrize(
    ("name", "title"),
    [("night train.fountain", "night train"), ("scripts/act.v2.fdx", "act.v2"), ("README", "README"), (".fountain", ".fountain")],
)
def test_it_is_called_after_its_file_without_folder_and_ending(name: str, title: str) -> None:
    assert title_of_file(name) == title

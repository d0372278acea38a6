"""The top-level packages have plain names; nothing installed may take one of them (ADR-0001)."""

import importlib.metadata
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ["schemas", "workflows", "activities", "workers", "api", "deploy"]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_leads_into_this_checkout(name: str) -> None:
    spec = importlib.util.find_spec(name)

    assert spec is not None
    assert spec.origin == str(ROOT / name / "__init__.py")


@pytest.mark.parametrize("name", NAMES)
def test_no_other_distribution_has_the_name(name: str) -> None:
    owners = set(importlib.metadata.packages_distributions().get(name, []))

    assert owners <= {"filmwright"}

"""What the stack makes up once: also what a state folder of before did not have."""

import json
from pathlib import Path

from deploy.stack.record import Secrets, load_secrets


def test_secrets_of_before_there_were_webhooks_get_a_key_for_them_once(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    old = Secrets.fresh().model_dump()
    del old["hooks_key"]
    file.write_text(json.dumps(old), encoding="utf-8")

    first, is_new = load_secrets(file)
    second, _ = load_secrets(file)

    assert not is_new
    assert len(first.hooks_key) >= 32
    assert first == second
    assert first.model_dump(exclude={"hooks_key"}) == old

"""`film hooks` against a served API."""

import pytest

from tests.api.commanding import film
from tests.api.conftest import Face
from tests.fakes.receiver import Receiver, answer


@pytest.mark.slow
@pytest.mark.usefixtures("telling")
async def test_a_hook_is_made_tried_looked_at_and_removed(face: Face, receiver: Receiver) -> None:
    receiver.answers = [answer(200), answer(500)]
    code, out, _ = await film(face.url, "hooks", "add", receiver.url, "--kind", "film.completed", "--description", "Mine")
    hook, secret = out.split()

    well = await film(face.url, "hooks", "test", hook)
    badly = await film(face.url, "hooks", "test", hook)
    listed = await film(face.url, "hooks", "list")
    told = await film(face.url, "hooks", "deliveries", hook)
    off = await film(face.url, "hooks", "change", hook, "--off")
    gone = await film(face.url, "hooks", "remove", hook)

    assert (code, secret.startswith("whsec_")) == (0, True)
    assert (well[0], "was delivered" in well[2]) == (0, True)
    assert (badly[0], "was not delivered: answered 500" in badly[2]) == (1, True)
    assert f"{hook}  {receiver.url}\n    Mine: film.completed; on; failing since" in listed[1]
    assert [line.split()[1] for line in told[1].splitlines() if line.startswith("msg_")] == ["hook.ping", "hook.ping"]
    assert "off: its owner switched it off" in off[2]
    assert gone[0] == 0


@pytest.mark.slow
async def test_what_can_not_be_is_told_in_words(face: Face) -> None:
    kind = await film(face.url, "hooks", "add", "http://127.0.0.1:9/", "--kind", "film.vanished")
    address = await film(face.url, "hooks", "add", "http://169.254.169.254/")
    nobody = await film(face.url, "hooks", "test", "nobody")

    assert (kind[0], "--kind film.vanished: hooks are told of film.queued" in kind[2]) == (2, True)
    assert (address[0], address[2].startswith("film: 169.254.169.254 is no public address")) == (2, True)
    assert (nobody[0], "there is no hook 'nobody'" in nobody[2]) == (1, True)

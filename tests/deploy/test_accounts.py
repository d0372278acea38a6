"""As root, PostgreSQL runs as somebody else, who may not be able to enter every folder."""

import os
import pwd
import shutil
from pathlib import Path

import pytest

from deploy.stack import accounts
from deploy.stack.parts import postgres

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else; run as root, in a container say")


@pytest.fixture
def account(tmp_path: Path) -> accounts.Account:
    """Whom PostgreSQL would run as here."""
    found = accounts.database_account(tmp_path)
    assert found is not None
    return found


def test_the_account_is_not_root(account: accounts.Account) -> None:
    assert account.uid != 0


def test_the_owner_of_the_folder_comes_first(tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(tmp_path, nobody.pw_uid, nobody.pw_gid)

    found = accounts.database_account(tmp_path)

    assert found is not None
    assert found.name == "nobody"


def test_a_private_folder_cannot_be_entered(account: accounts.Account, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    assert not accounts.can_enter(account, tmp_path)
    assert accounts.can_enter(account, Path("/"))


@pytest.mark.slow
def test_programs_in_a_private_folder_are_copied_to_where_they_can_run(account: accounts.Account, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    install = postgres.wheel_binaries().parent
    postgres.copy_wheel(install, hidden)
    binaries = hidden / install.relative_to(install.parents[1]) / "bin"
    assert not accounts.can_run(account, binaries / "postgres")

    public = Path("/var/tmp") / f"filmwright-test-{os.getpid()}"
    try:
        reachable = postgres.reachable_binaries(binaries, account, public)
        assert reachable != binaries
        assert accounts.can_run(account, reachable / "postgres")
        assert postgres.reachable_binaries(binaries, account, public) == reachable
    finally:
        shutil.rmtree(public, ignore_errors=True)

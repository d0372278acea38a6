"""As root, PostgreSQL runs as somebody else, who may not be able to enter every folder."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture
def hidden(account: accounts.Account, tmp_path: Path) -> Path:
    """Programs in a folder that the account can't enter."""
    folder = tmp_path / "hidden"
    folder.mkdir(mode=0o700)
    install = postgres.wheel_binaries().parent
    postgres.copy_wheel(install, folder)
    binaries = folder / install.relative_to(install.parents[1]) / "bin"
    assert not accounts.can_run(account, binaries / "postgres")
    return binaries


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that anybody can enter."""
    folder = Path("/var/tmp") / f"filmwright-test-{os.getpid()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_programs_in_a_private_folder_are_copied_to_where_they_can_run(account: accounts.Account, hidden: Path, public: Path) -> None:
    reachable = postgres.reachable_binaries(hidden, account, public)

    assert reachable != hidden
    assert accounts.can_run(account, reachable / "postgres")
    assert postgres.reachable_binaries(hidden, account, public) == reachable


@pytest.mark.slow
def test_two_stacks_that_start_at_once_share_one_copy_of_the_programs(account: accounts.Account, hidden: Path, public: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from deploy.stack import accounts;"
        "from deploy.stack.parts.postgres import reachable_binaries;"
        "account = accounts.Account(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]));"
        "print(reachable_binaries(Path(sys.argv[4]), account, Path(sys.argv[5])))"
    )
    given = [account.name, str(account.uid), str(account.gid), str(hidden), str(public)]
    both = [subprocess.Popen([sys.executable, "-c", program, *given], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = {process.communicate(timeout=120)[0] for process in both}

    assert [process.returncode for process in both] == [0, 0]
    assert len(told) == 1
    assert len(list(public.iterdir())) == 1

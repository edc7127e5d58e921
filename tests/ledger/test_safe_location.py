"""Where a ledger may be recorded in: this computer's own disk, and no folder that others copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import RefusedError
from tracker.ledger import safe_location
from tracker.ledger.ledger import Ledger
from tracker.ledger.safe_location import require_safe_location

if TYPE_CHECKING:
    from pathlib import Path

    from command_runner import Terminal


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list of mounts to be written, in place of the system's own."""
    path = tmp_path / "mounts"
    monkeypatch.setattr(safe_location, "MOUNTS", path)
    monkeypatch.delenv(safe_location.INSIST, raising=False)
    return path


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "davfs", "ceph", "fuse.sshfs", "fuse.rclone", "fuse.onedriver"],
)
def test_a_network_drive_is_refused(mounts: Path, tmp_path: Path, kind: str) -> None:
    """The locks that keep two people apart may not hold there."""
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/share {tmp_path} {kind} rw 0 0\n")

    with pytest.raises(RefusedError) as refused:
        require_safe_location(tmp_path / "tracker.db")

    assert refused.value.sentence == (
        f"{tmp_path}/tracker.db is on a network drive ({kind} at {tmp_path}), where what was "
        "recorded can be lost; keep the ledger on this computer's own disk, or set "
        "TRACKER_SHARED_FOLDER=yes to insist. Nothing was recorded."
    )


@pytest.mark.parametrize(
    "line",
    [
        "/dev/sdb {} ext4 rw 0 0",
        "tmpfs {} tmpfs rw 0 0",
        "overlay {} overlay rw 0 0",
        "none {} 9p rw,trans=virtio 0 0",
        "/dev/sdb {} fuseblk rw 0 0",
        "x {} fuse.fuse-overlayfs rw 0 0",
        "server:/home /elsewhere nfs rw 0 0",
        "server:/ / nfs rw 0 0",
        "",
        "nonsense",
    ],
)
def test_a_disk_of_this_computer_is_not(mounts: Path, tmp_path: Path, line: str) -> None:
    """Nor what a container or a computer without a disk itself runs on."""
    mounts.write_text(f"{line.format(tmp_path)}\n")

    require_safe_location(tmp_path / "tracker.db")

    assert mounts.exists()


@pytest.mark.parametrize("options", ["rw,trans=tcp,version=9p2000", "rw,aname=drvfs;path=C:\\"])
def test_a_drive_reached_through_another_system_is_refused(
    mounts: Path, tmp_path: Path, options: str
) -> None:
    """Its locks are not those of whoever else opens the file."""
    mounts.write_text(f"C: {tmp_path} 9p {options} 0 0\n")

    with pytest.raises(RefusedError, match="on a network drive"):
        require_safe_location(tmp_path / "tracker.db")


def test_the_innermost_mount_decides(mounts: Path, tmp_path: Path) -> None:
    """And of two at one place the last; a space in a name is written in octal there."""
    inner = tmp_path / "our share"
    inner.mkdir()
    octal = str(inner).replace(" ", "\\040")
    mounts.write_text(
        f"a {octal} ext4 rw 0 0\ns:/x {tmp_path} nfs rw 0 0\ns:/y {octal} cifs rw 0 0\n"
    )

    with pytest.raises(RefusedError, match=r"cifs at .*our share"):
        require_safe_location(inner / "tracker.db")


def test_a_link_is_followed(mounts: Path, tmp_path: Path) -> None:
    """What counts is where the file lies."""
    (tmp_path / "share").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "share")
    mounts.write_text(f"s:/x {tmp_path / 'share'} nfs rw 0 0\n")

    with pytest.raises(RefusedError, match="nfs"):
        require_safe_location(tmp_path / "here" / "tracker.db")


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Elmshire Council",
        "OneDrive-ElmshireCouncil",
        "Dropbox",
        "Dropbox (Elmshire)",
        "iCloud Drive",
        "com~apple~CloudDocs",
        "Google Drive",
        "Library/CloudStorage/Box-Box",
    ],
)
def test_a_synced_folder_is_refused_by_its_name(mounts: Path, tmp_path: Path, folder: str) -> None:
    """Also deep inside: what is copied in the middle of a change is no ledger."""
    inside = tmp_path / folder / "plans" / "2026"
    inside.mkdir(parents=True)

    with pytest.raises(RefusedError, match=r"in a folder that .* copies \(.*\), where what was"):
        require_safe_location(inside / "tracker.db")

    assert not mounts.exists()


@pytest.mark.parametrize("marker", sorted(safe_location._MARKERS))
def test_a_synced_folder_is_refused_by_what_its_program_leaves_in_it(
    mounts: Path, tmp_path: Path, marker: str
) -> None:
    """Whatever the folder is called."""
    (tmp_path / marker).touch()

    with pytest.raises(RefusedError, match=safe_location._MARKERS[marker]):
        require_safe_location(tmp_path / "tracker.db")

    assert not mounts.exists()


@pytest.mark.parametrize("folder", ["Dropboxes", "my OneDrive notes", "Clouds"])
def test_a_folder_of_a_like_name_is_not(mounts: Path, tmp_path: Path, folder: str) -> None:
    """Only what those programs call theirs."""
    (tmp_path / folder).mkdir()

    require_safe_location(tmp_path / folder / "tracker.db")

    assert not mounts.exists()


def test_a_ledger_there_is_read_and_not_recorded_in(terminal: Terminal, mounts: Path) -> None:
    """Looking harms nothing; recording says why not."""
    mounts.write_text(f"s:/x {terminal.folder} nfs rw 0 0\n")
    before = (terminal.folder / "tracker.db").read_bytes()

    listed = terminal.says("list")
    result = terminal.manager("log", "elmshire-2023/1", "A note")
    begun = terminal.says(
        "init", "new.db", "--service", "Elmshire", "--chair", "A Chair", "--manager", "A Manager"
    )

    assert listed.code == 0
    assert (result.code, begun.code) == (1, 1)
    assert "is on a network drive (nfs at" in result.err
    assert "is on a network drive (nfs at" in begun.err
    assert (terminal.folder / "tracker.db").read_bytes() == before
    assert not (terminal.folder / "new.db").exists()


def test_whoever_insists_may(mounts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows better says so, in a way that is not said by accident."""
    mounts.write_text(f"s:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setenv(safe_location.INSIST, "yes")

    with ledgers.made(tmp_path / "tracker.db") as record:
        ledgers.recorded(record, ledgers.note(), command="c1")

    with Ledger.open(tmp_path / "tracker.db") as record:
        assert record.head().position == 1

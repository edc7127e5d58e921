"""The folders a ledger may be recorded in: on a disk of this computer that no service copies.

Over a network the locks that keep two people apart may not hold, and a folder that is synced is
copied in the middle of a change and put back by another computer's older copy: either loses what
was said to be recorded. Reading is allowed anywhere.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tracker.domain.errors import RefusedError

INSIST = "TRACKER_SHARED_FOLDER"
"""The environment variable that, set to `yes`, lets a ledger be recorded in anywhere."""

MOUNTS = Path("/proc/self/mounts")
"""Where the system lists what is mounted, where and as what."""

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|smbnetfs|afs|afpfs|ncpfs|davfs\d?|webdav|ceph|lustre|glusterfs|gpfs|"
    r"beegfs|vboxsf|vmhgfs|prl_fs|fuse\.(sshfs|rclone|onedriver|gvfsd-fuse|smbnetfs|davfs2?|s3fs|"
    r"goofys|curlftpfs|google-drive-ocamlfuse|glusterfs|ceph(fs)?|jmtpfs|vmhgfs-fuse)"
)
_TRANSPORTS = re.compile(r"(^|,)(trans=(tcp|rdma)|aname=drvfs)")

_SYNCED = {
    "OneDrive": re.compile(r"onedrive( ?- ?.*)?", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox( \(.*\))?", re.IGNORECASE),
    "iCloud": re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE),
    "a program": re.compile("CloudStorage"),
    "Google Drive": re.compile(r"google ?drive( .*)?", re.IGNORECASE),
}
_MARKERS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.driveupload": "Google Drive",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE = 4


def require_safe_location(path: Path) -> None:
    """Raise RefusedError for a path on a network drive or in a synced folder."""
    if os.environ.get(INSIST) == "yes":
        return
    try:
        whole = Path(os.path.realpath(path))
    except ValueError:
        return  # no path at all, as opening it will show
    if why := _network(whole) or _synced(whole.parent):
        raise RefusedError(
            f"{path} is {why}, where what was recorded can be lost; keep the ledger on this "
            f"computer's own disk, or set {INSIST}=yes to insist. Nothing was recorded."
        )


def _network(path: Path) -> str | None:
    if path.drive.startswith("\\\\") or _is_remote_drive(path):
        return "on a network drive"
    within = [mount for mount in _mounts() if f"{path}/".startswith(f"{mount[0].rstrip('/')}/")]
    point, kind, options = max(within, key=lambda mount: len(mount[0]), default=("/", "", ""))
    if point == "/":
        return None  # what the computer itself runs on is its own
    remote = _NETWORK.fullmatch(kind) or (kind == "9p" and _TRANSPORTS.search(options))
    return f"on a network drive ({kind} at {point})" if remote else None


def _mounts() -> list[tuple[str, str, str]]:
    """Return what is mounted where, as what and how, the last over the one before."""
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    mounts = []
    for line in reversed(lines):
        match line.split(" "):
            case [_, point, kind, options, *_]:
                mounts.append((_plain(point), kind, options))
            case _:
                pass
    return mounts


def _plain(text: str) -> str:
    """Return a place as it is: some of its signs, as a space, are listed in octal."""
    return _OCTAL.sub(lambda octal: chr(int(octal.group(1), 8)), text)


def _is_remote_drive(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE)
    return False


def _synced(folder: Path) -> str | None:
    for parent in (folder, *folder.parents):
        for program, name in _SYNCED.items():
            if name.fullmatch(parent.name):
                return f"in a folder that {program} copies ({parent})"
        for marker, program in _MARKERS.items():
            if os.path.lexists(parent / marker):
                return f"in a folder that {program} copies ({parent})"
    return None

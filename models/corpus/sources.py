"""Where the sets are: a folder of local copies, or fetched from their public origin; verified by SHA-256."""
import hashlib
import io
import json
import re
import sys
import tarfile
import urllib.request
import zipfile

from corpus.listings import LISTINGS

LISTING = LISTINGS / "sources.json"


class SourceError(Exception):
    """A set is missing, altered, or cannot be fetched; the message says what to do."""


def tree_sha256(folder, pattern):
    """SHA-256 over the lines "<sha256 of file>  <relative path>\\n" of the files matching a glob, sorted by path."""
    total = hashlib.sha256()
    for path in sorted(folder.glob(pattern), key=lambda p: p.relative_to(folder).as_posix()):
        total.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n".encode())
    return total.hexdigest()


def unpacked(address, content):
    """(name, bytes) of every file in a .zip or .tgz."""
    if address.endswith(".tgz"):
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            yield from ((m.name, archive.extractfile(m).read()) for m in archive if m.isfile())
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist() if not name.endswith("/"))


class Sources:
    """The sets of sources.json; `local` is a folder with a folder a set (or None), `cache` is where those not there are fetched to."""

    def __init__(self, local, cache):
        self.local, self.cache = local, cache
        self.listing = json.loads(LISTING.read_text(encoding="utf-8"))
        self.sets = {s["name"]: s for s in self.listing["sets"]}
        self._paths = {}

    def licence(self, name):
        """The licence of a set or package."""
        return next(s["licence"] for s in self.listing["sets"] + self.listing["packages"] + self.listing["own"] if s["name"] == name)

    def prepare(self):
        """Finds, fetches where need be, and verifies every set; raises SourceError."""
        for name in self.sets:
            self.path(name)

    def path(self, name):
        """The folder of a set, verified once."""
        if name not in self._paths:
            one = self.sets[name]
            folder = self.local / name if self.local and (self.local / name).is_dir() else self.cache / name
            if not folder.is_dir():
                self._fetch(one, folder)
            found = tree_sha256(folder, one["files"])
            if found != one["sha256"]:
                raise SourceError(f"{folder} is not the {name} of sources.json (SHA-256 of its files is {found}); see {one['origin']}")
            self._paths[name] = folder
        return self._paths[name]

    @staticmethod
    def _fetch(one, folder):
        """Downloads a set's archive and keeps the files its `keep` rule names."""
        print(f"corpus: fetching {one['name']} from {one['archive']}", file=sys.stderr)
        try:
            with urllib.request.urlopen(one["archive"], timeout=60) as answer:
                files = list(unpacked(one["archive"], answer.read()))
        except (OSError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise SourceError(f"cannot fetch {one['name']} from {one['archive']} ({error}); get it from {one['origin']} "
                              f"and pass --sources DIR with DIR/{one['name']}") from error
        partial = folder.with_name(folder.name + ".part")
        for name, content in files:
            kept = re.fullmatch(one["keep"], name)
            if kept:
                target = partial / kept.group(1)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        if not partial.is_dir():
            raise SourceError(f"{one['archive']} holds none of the files of {one['name']}; see {one['origin']}")
        partial.rename(folder)

"""Music and speech in Debian packages: fetched at the version packages.csv names, verified, unpacked once."""
import csv
import hashlib
import shutil
import subprocess

from corpus.listings import LISTINGS

LISTING = LISTINGS / "packages.csv"
AUDIO = ("*.ogg", "*.OGG", "*.oga", "*.mp3", "*.flac", "*.opus", "*.xm", "*.mod", "*.s3m", "*.it")


class PackageError(Exception):
    """A package cannot be had or is not the one listed; the message is one line."""


class Packages:
    """The packages of packages.csv (columns: package, version, licence, music and speech globs, sha256); `cache` holds the .deb files."""

    def __init__(self, cache):
        self.cache = cache
        with open(LISTING, newline="", encoding="utf-8") as rows:
            self.listing = {row["package"]: row for row in csv.DictReader(rows)}
        self._trouble = {}

    def label(self, name):
        """Package and version, as manifests name it."""
        return f"{name} {self.listing[name]['version']}"

    def folder(self, name):
        """The folder with a package's audio files; raises PackageError, always the same for the same package."""
        if name in self._trouble:
            raise PackageError(self._trouble[name])
        folder = self.cache / name
        try:
            if not folder.is_dir():
                self._unpack(name, folder)
        except (OSError, subprocess.SubprocessError, PackageError) as error:
            self._trouble[name] = f"{name} cannot be had: {error}"
            raise PackageError(self._trouble[name]) from error
        return folder

    def files(self, name, column):
        """The audio files a column's globs (separated by ;) match, in order."""
        folder = self.folder(name)
        return sorted({p for glob in self.listing[name][column].split(";") if glob for p in folder.glob(glob) if p.is_file()})

    def _unpack(self, name, folder):
        """Fetches a package unless the cache has it, verifies it, keeps its audio files."""
        row = self.listing[name]
        self.cache.mkdir(parents=True, exist_ok=True)
        archive = next(self.cache.glob(f"{name}_{row['version'].replace(':', '%3a')}_*.deb"), None)
        if not archive:
            subprocess.run(["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", f"{name}={row['version']}"], cwd=self.cache, check=True, capture_output=True)
            archive = next(self.cache.glob(f"{name}_{row['version'].replace(':', '%3a')}_*.deb"))
        with open(archive, "rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        if digest.hexdigest() != row["sha256"]:
            raise PackageError(f"{archive.name} is not the file packages.csv names")
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE) as tar:
            subprocess.run(["tar", "-x", "-C", str(part), "--wildcards", *AUDIO], stdin=tar.stdout, stderr=subprocess.DEVNULL, check=False)
        part.rename(folder)

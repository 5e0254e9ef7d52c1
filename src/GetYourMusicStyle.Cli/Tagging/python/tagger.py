"""Reads and writes the genres of audio files for gyms: a JSON object a line in, a JSON object a line out.

    {"do": "read", "path": P}                  {"path": real path, "genres": [...], "stamp": [...], "links": n}
    {"do": "write", "path": P, "genres": [...], "stamp": [...]}     {"copy": path of a copy with these genres, beside the file}
    {"do": "place"} or {"do": "drop"}          {}: the copy takes the file's place, or is gone
    what cannot be done                        {"error": why, in a line}

A file is never written to. A copy has a hidden name and is locked while it is worked on; what a killed run left is removed when its folder is
next visited. At the end of the input a copy not placed is dropped.
"""

import fcntl
import json
import os
import resource
import shutil
import signal
import stat
import sys
import tempfile

MEMORY = 2 << 30            # bytes: hostile tags unpack to any size
LONGEST_GENRES = 64 * 1024  # characters of a file's genres together
PREFIX, SUFFIX = ".gyms-tag-", ".tmp"

try:
    import genre_tags
    from audio_file import Refused
    from mutagen import MutagenError
except ImportError:
    print(json.dumps({"error": "the package python3-mutagen is missing: apt-get install python3-mutagen"}), flush=True)
    sys.exit(1)


def opened(path):
    """The file, never waiting for a pipe, and what is known of it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    file = os.fdopen(descriptor, "rb")
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode):
        file.close()
        raise Refused("this is no regular file")
    return file, state


def stamp(state):
    return [state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns]


class Tagger:
    def __init__(self, tidy):
        self.tidy, self.tidied = tidy, set()
        self.copy = self.copy_path = self.path = self.stamp = None

    def read(self, path):
        path = os.path.realpath(path)
        if self.tidy:
            self.remove_leftovers(os.path.dirname(path))
        file, state = opened(path)
        with file:
            genres = genre_tags.read(file)
        if sum(map(len, genres)) > LONGEST_GENRES:
            raise Refused("its genres are longer than any genre is")
        return {"path": path, "genres": genres, "stamp": stamp(state), "links": state.st_nlink}

    def write(self, path, genres, stamp):
        file, state = opened(path)
        with file:
            self.check_unchanged(state, stamp)
            if not state.st_mode & 0o222 or not os.access(path, os.W_OK):
                raise Refused("it is read-only")
            self.path, self.stamp = path, stamp
            self.begin_copy(os.path.dirname(path))
            genre_tags.write(file, self.copy, genres)
            self.copy.flush()
            if genre_tags.read(self.copy) != genres:
                raise Refused("these genres cannot be written to it")
            if not genre_tags.same_but_genre(file, self.copy):
                raise Refused("its other tags would not survive: they are damaged, or of a rare kind")
            self.copy.flush()
            self.keep_attributes(path, state)
            os.fsync(self.copy.fileno())
        return {"copy": self.copy_path}

    def place(self):
        self.check_unchanged(os.stat(self.path), self.stamp)
        os.replace(self.copy_path, self.path)
        self.close_copy()
        folder = os.open(os.path.dirname(self.path), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return {}

    def drop(self):
        if self.copy is not None:
            try:
                os.unlink(self.copy_path)
            except FileNotFoundError:
                pass
            self.close_copy()
        return {}

    def begin_copy(self, folder):
        descriptor, self.copy_path = tempfile.mkstemp(SUFFIX, PREFIX, folder)
        self.copy = os.fdopen(descriptor, "r+b")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink == 0:      # taken for a leftover before it was locked
            self.close_copy()
            self.begin_copy(folder)

    def close_copy(self):
        self.copy.close()
        self.copy = self.copy_path = None

    def keep_attributes(self, path, state):
        """Owner, permissions, extended attributes; the time of change is now, so that players look again."""
        own = os.fstat(self.copy.fileno())
        if (own.st_uid, own.st_gid) != (state.st_uid, state.st_gid):
            os.fchown(self.copy.fileno(), state.st_uid, state.st_gid)
        shutil.copystat(path, self.copy_path)
        os.utime(self.copy_path)

    def check_unchanged(self, state, expected):
        if stamp(state) != expected:
            raise Refused("it was changed by something else meanwhile")

    def remove_leftovers(self, folder):
        if folder in self.tidied:
            return
        self.tidied.add(folder)
        for entry in os.scandir(folder):
            if not (entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False)):
                continue
            try:
                with open(entry.path, "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)
            except OSError:
                pass        # in use, or not ours to remove

    def answer(self, request):
        try:
            what = request.pop("do")
            return {"read": self.read, "write": self.write, "place": self.place, "drop": self.drop}[what](**request)
        except Refused as error:
            return {"error": str(error)}
        except OSError as error:
            return {"error": f"{(error.strerror or str(error))[:200].lower()}{f': {error.filename}' if error.filename else ''}"}
        except MutagenError as error:
            return {"error": f"its tags cannot be used: {str(error)[:200]}"}
        except MemoryError:
            return {"error": "its tags are too large"}
        except Exception as error:      # of a file made to break the reader: the others go on
            return {"error": f"its tags cannot be used; it may be damaged ({type(error).__name__}{f': {error}'[:200] if str(error) else ''})"}


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # Ctrl-C is for gyms, which closes the pipe
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    tagger = Tagger(tidy="--tidy" in sys.argv[1:])
    try:
        print("{}", flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            reply = tagger.answer(request)
            if "error" in reply:
                tagger.drop()
            print(json.dumps(reply), flush=True)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    finally:
        tagger.drop()


if __name__ == "__main__":
    main()

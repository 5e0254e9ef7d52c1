"""Reads the notes of a compressed MusicXML score; repeats are not followed."""
import re
import xml.etree.ElementTree as ElementTree
import zipfile

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def _score_in(archive):
    return next(n for n in archive.namelist() if n.endswith((".xml", ".musicxml")) and not n.startswith("META-INF"))


def root_of(path):
    """The score's XML tree; the container's first score file."""
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(_score_in(archive)))


def composer(path):
    """The composer as the score names it, or "unknown"; reads only the head of the score."""
    with zipfile.ZipFile(path) as archive, archive.open(_score_in(archive)) as score:
        named = re.search(r'<creator type="composer">([^<]+)<', score.read(20000).decode("utf-8", "replace"))
    return named.group(1).strip() if named else "unknown"


def _pitch(note):
    pitch = note.find("pitch")
    return 12 * (int(pitch.findtext("octave")) + 1) + STEPS[pitch.findtext("step")] + int(float(pitch.findtext("alter") or 0))


def read(path):
    """Returns (parts, tempi): parts are lists of (start, length, pitch, velocity, short) in quarter notes, ties
    joined; tempi are (start, quarter notes a minute)."""
    parts, tempi = [], []
    for part in root_of(path).findall("part"):
        notes, open_ties = [], {}
        start, divisions, loud = 0.0, 1, 75.0
        for measure in part.findall("measure"):
            now = furthest = last = start
            for item in measure:
                if item.tag == "attributes" and item.find("divisions") is not None:
                    divisions = int(item.findtext("divisions"))
                elif item.tag == "direction" and item.find("sound") is not None:
                    sound = item.find("sound")
                    loud = min(110.0, float(sound.get("dynamics") or loud / 0.9) * 0.9)
                    if sound.get("tempo"):
                        tempi.append((now, float(sound.get("tempo"))))
                elif item.tag in ("backup", "forward"):
                    now += float(item.findtext("duration")) / divisions * (1 if item.tag == "forward" else -1)
                elif item.tag == "note" and item.find("grace") is None:
                    length = float(item.findtext("duration") or 0) / divisions
                    at = last if item.find("chord") is not None else now
                    if item.find("pitch") is not None and item.find("cue") is None:
                        pitch = _pitch(item)
                        ties = {t.get("type") for t in item.findall("tie")}
                        short = item.find(".//staccato") is not None
                        if "stop" in ties and pitch in open_ties:
                            index = open_ties.pop(pitch)
                            notes[index][1] = at + length - notes[index][0]
                        else:
                            notes.append([at, length, pitch, loud, short])
                            index = len(notes) - 1
                        if "start" in ties:
                            open_ties[pitch] = index
                    if item.find("chord") is None:
                        last, now = now, now + length
                furthest = max(furthest, now)
            start = furthest
        parts.append(notes)
    return parts, sorted(tempi)

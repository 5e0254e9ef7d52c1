"""A song as timed MIDI events; what every composer of the recipe writes into."""
import mido

PPQ = 480
DRUMS = 9
RATE = 22050  # Hz, of layers and of everything rendered


class Score:
    """Events on a tick axis of 480 per quarter note, at one tempo (quarter notes a minute).

    Notes of the channel `singer` are not MIDI: `sung` holds them as (start s, length s, pitch, velocity).
    `layers` is what no sound font can play (synthesisers, loops, amplified guitars): pairs (layer, gain in dB), where
    `layer(start_s, end_s)` returns that stretch of the song as mono float32 at 22 050 Hz. Its RMS is set that many dB
    over the RMS of the MIDI part; where that is silent, the layer is taken as it is.
    """

    def __init__(self, tempo):
        self.tempo = float(tempo)
        self.events = []
        self.used = set()
        self.singer = None
        self.sung = []
        self.layers = []

    def add(self, tick, message):
        """Puts a channel message (its own time ignored) at an absolute tick."""
        self.events.append((max(0, int(tick)), len(self.events), message))
        if hasattr(message, "channel"):
            self.used.add(message.channel)

    def voice(self, channel, program, volume=100, pan=64):
        """Sets a channel's program (0..127), volume and pan at the start."""
        self.add(0, mido.Message("program_change", channel=channel, program=program))
        self.add(0, mido.Message("control_change", channel=channel, control=7, value=int(volume)))
        self.add(0, mido.Message("control_change", channel=channel, control=10, value=int(pan)))

    def note(self, channel, pitch, start, length, velocity):
        """A note; start and length in quarter notes, pitch folded into the MIDI range."""
        if channel == self.singer:
            self.sung.append((self.seconds(start), self.seconds(length), pitch, velocity))
            return
        while pitch > 112:
            pitch -= 12
        while pitch < 20:
            pitch += 12
        velocity = max(1, min(127, int(velocity)))
        begin = max(0, round(start * PPQ))
        end = max(begin + 10, round((start + length) * PPQ))
        self.add(begin, mido.Message("note_on", channel=channel, note=int(pitch), velocity=velocity))
        self.add(end, mido.Message("note_off", channel=channel, note=int(pitch), velocity=0))

    def free_channel(self):
        """A channel that nothing uses yet, or None; never the drum channel."""
        return next((c for c in range(16) if c != DRUMS and c not in self.used), None)

    @property
    def sounds(self):
        """Whether there is any note for the synthesiser."""
        return any(message.type == "note_on" for _, _, message in self.events)

    def seconds(self, beats):
        """Length of so many quarter notes in seconds."""
        return beats * 60.0 / self.tempo

    def save(self, path, start, end):
        """Writes a type 0 MIDI file of the song from `start` to `end` in seconds, with the settings made before."""
        first, last = (round(s * self.tempo / 60.0 * PPQ) for s in (start, end))
        track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(self.tempo))])
        order = {"note_off": 0, "program_change": 1, "control_change": 2}
        now = 0
        for tick, _, message in sorted(self.events, key=lambda e: (e[0], order.get(e[2].type, 3), e[1])):
            if tick > last:
                break
            if tick < first and message.type.startswith("note_"):
                continue
            tick = max(0, tick - first)
            message.time = tick - now
            track.append(message)
            now = tick
        last -= first
        for channel in sorted(self.used):
            track.append(mido.Message("control_change", channel=channel, control=123, value=0, time=last - now))
            now = last
        track.append(mido.MetaMessage("end_of_track", time=max(0, last - now)))
        song = mido.MidiFile(type=0, ticks_per_beat=PPQ)
        song.tracks.append(track)
        song.save(path)

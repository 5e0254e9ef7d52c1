import { X } from 'lucide-preact'
import { clock } from '../components/format'
import { PlayButton } from './PlayButton'
import { close, length, playing, position, seek, titleOf, trouble } from './player'

/** What plays, at the bottom of every view. */
export function PlayerBar() {
  const track = playing.value
  if (!track) return null
  return (
    <aside class="player" aria-label="Player">
      <PlayButton track={track} large />
      <a class="what" href={`#/tracks/${track.id}`}>
        <strong>{titleOf(track)}</strong>
        <small>{trouble.value ?? track.artist ?? ''}</small>
      </a>
      <label class="seek">
        <span class="sr">Position</span>
        <input
          type="range"
          min={0}
          max={length.value || 1}
          step={0.1}
          value={position.value}
          aria-valuetext={`${clock(position.value)} of ${clock(length.value)}`}
          onInput={(event) => seek(track, Number(event.currentTarget.value))}
        />
      </label>
      <small class="time">
        {clock(position.value)} / {clock(length.value)}
      </small>
      <button class="plain icon" type="button" aria-label="Close the player" onClick={close}>
        <X aria-hidden="true" size={18} />
      </button>
    </aside>
  )
}

import { X } from 'lucide-preact'
import { formatDuration } from '../components/format'
import { PlayButton } from './PlayButton'
import { close, duration, playbackError, playing, position, seek, titleOf } from './player'

/** What plays, at the bottom of every view. */
export function PlayerBar() {
  const track = playing.value
  if (!track) return null
  return (
    <aside class="player" aria-label="Player">
      <PlayButton track={track} large />
      <a class="what" href={`#/tracks/${track.id}`}>
        <strong>{titleOf(track)}</strong>
        <small>{playbackError.value ?? track.artist ?? ''}</small>
      </a>
      <label class="seek">
        <span class="sr">Position</span>
        <input
          type="range"
          min={0}
          max={duration.value || 1}
          step={0.1}
          value={position.value}
          aria-valuetext={`${formatDuration(position.value)} of ${formatDuration(duration.value)}`}
          onInput={(event) => seek(track, Number(event.currentTarget.value))}
        />
      </label>
      <small class="time">
        {formatDuration(position.value)} / {formatDuration(duration.value)}
      </small>
      <button class="plain icon" type="button" aria-label="Close the player" onClick={close}>
        <X aria-hidden="true" size={18} />
      </button>
    </aside>
  )
}

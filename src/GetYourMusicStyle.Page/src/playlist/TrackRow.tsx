import { GripVertical, X } from 'lucide-preact'
import { formatDuration } from '../components/format'
import { GenreLabel } from '../components/GenreLabel'
import { PlayButton } from '../player/PlayButton'
import { playing, titleOf } from '../player/player'
import type { ListedTrack } from './usePlaylistEdits'

interface RowProps {
  row: ListedTrack
  at: number
  following: ListedTrack[]
  onRemove: (row: ListedTrack) => void
  onMove: (row: ListedTrack, to: number) => void
}

/** A track of the list: plays from here, moves (drag, or arrow keys on the handle), can be left out. */
export function TrackRow({ row, at, following, onRemove, onMove }: RowProps) {
  const on = playing.value?.id === row.id

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: Infinity }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onMove(row, to)
  }

  // The handle keeps the pointer while it is held; the row under the pointer gives the place.
  function onPointerMove(event: PointerEvent) {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-at]')
    if (over && Number(over.dataset.at) !== at) onMove(row, Number(over.dataset.at))
  }

  return (
    <li class={on ? 'on' : undefined} data-at={at} aria-current={on ? 'true' : undefined}>
      <button
        type="button"
        class="plain icon handle"
        data-move={row.id}
        aria-label={`Move ${titleOf(row)}, number ${at + 1}`}
        aria-describedby="move-help"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      >
        <GripVertical aria-hidden="true" size={16} />
      </button>
      <span class="number quiet numbers" aria-hidden="true">
        {at + 1}
      </span>
      <PlayButton track={row} following={following} />
      <span class="title">
        <a class="cut" href={`#/tracks/${row.id}`}>
          {titleOf(row)}
        </a>
        <small class="cut quiet">{[row.artist, row.album].filter(Boolean).join(' – ') || row.path}</small>
      </span>
      <span class="genre">
        <GenreLabel genre={row.genre} uncertain={row.uncertain} />
      </span>
      <span class="length quiet numbers">{formatDuration(row.duration_s)}</span>
      <button type="button" class="plain icon" data-remove={row.id} aria-label={`Leave out ${titleOf(row)}`} onClick={() => onRemove(row)}>
        <X aria-hidden="true" size={16} />
      </button>
    </li>
  )
}

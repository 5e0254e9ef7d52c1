import { Play, RotateCcw, Undo2 } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { Playlist } from '../api/types'
import { formatDuration, formatPlural } from '../components/format'
import { play } from '../player/player'
import { ExportForm } from './ExportForm'
import { GenreStrip } from './GenreStrip'
import { TrackRow } from './TrackRow'
import { usePlaylistEdits } from './usePlaylistEdits'

/** The list that was made: to be heard, changed and taken away. */
export function PlaylistResult({ playlist, loading }: { playlist: Playlist; loading: boolean }) {
  const { rows, list, said, remove, move, undo, reset } = usePlaylistEdits(playlist)
  const [name, setName] = useState(playlist.name)
  useEffect(() => setName(playlist.name), [playlist])
  const length = rows.reduce((sum, row) => sum + (row.duration_s ?? 0), 0)
  return (
    <section class="made" aria-label="The playlist" aria-busy={loading}>
      <header class="card">
        <div class="row made-head">
          <button
            type="button"
            class="icon large"
            disabled={rows.length === 0}
            aria-label="Play all"
            title="Play all"
            onClick={() => {
              const [first, ...rest] = rows
              if (first) play(first, 0, rest)
            }}
          >
            <Play aria-hidden="true" size={22} />
          </button>
          <label class="grow">
            <span class="sr">Name of the playlist</span>
            <input class="name" value={name} maxLength={200} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
          </label>
          <span class="numbers quiet">
            {formatPlural(rows.length, 'track')}, {formatDuration(length)}
          </span>
        </div>
        <GenreStrip rows={rows} />
        <ExportForm name={name.trim() || playlist.name} rows={rows} />
      </header>
      <div class={said ? 'row undone' : 'undone'}>
        <span class="quiet grow" role="status">
          {said}
        </span>
        {undo && (
          <button type="button" class="small calm" onClick={undo}>
            <Undo2 aria-hidden="true" size={15} /> Put it back
          </button>
        )}
        {reset && (
          <button type="button" class="small calm" onClick={reset}>
            <RotateCcw aria-hidden="true" size={15} /> As it was made
          </button>
        )}
      </div>
      <p id="move-help" hidden>
        Drag it, or use the arrow keys, Home and End.
      </p>
      <ol class="list-rows" ref={list}>
        {rows.map((row, at) => (
          <TrackRow key={row.id} row={row} at={at} following={rows.slice(at + 1)} onRemove={remove} onMove={move} />
        ))}
      </ol>
    </section>
  )
}

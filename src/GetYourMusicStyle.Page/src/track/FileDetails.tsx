import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { send } from '../api/client'
import type { TrackDetail } from '../api/types'
import { formatBytes, formatDateTime, formatPlural } from '../components/format'
import { close, playing, titleOf } from '../player/player'

/** Where the track came from, and how it goes away again. */
export function FileDetails({ track }: { track: TrackDetail }) {
  const newest = track.models[0]
  return (
    <details class="card about">
      <summary>About this file</summary>
      <dl>
        <dt>File</dt>
        <dd>
          {track.file_name}, {formatBytes(track.size_bytes)}, {track.media_type}
        </dd>
        <dt>Added</dt>
        <dd>{formatDateTime(track.created_at)}</dd>
        {track.scored_at && (
          <>
            <dt>Analysed</dt>
            <dd>
              {formatDateTime(track.scored_at)}
              {newest && `, by the models “${newest.name}”`}
            </dd>
          </>
        )}
        {track.paths.length > 0 && (
          <>
            <dt>Submitted as</dt>
            <dd>
              <ul>
                {track.paths.map(({ path, batch }) => (
                  <li key={path + batch}>{path}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <Deletion track={track} />
    </details>
  )
}

function Deletion({ track }: { track: TrackDetail }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [, go] = useLocation()

  async function remove() {
    setBusy(true)
    setError(null)
    try {
      if (playing.value?.id === track.id) close()
      await send('DELETE', `tracks/${track.id}`)
      dialog.current?.close()
      go('/library')
    } catch (problem) {
      setError((problem as Error).message)
      setBusy(false)
    }
  }

  return (
    <>
      <button type="button" class="plain small bad" onClick={() => dialog.current?.showModal()}>
        Delete this track…
      </button>
      <dialog ref={dialog} aria-labelledby="delete-title">
        <article>
          <h2 id="delete-title">Delete “{titleOf(track)}”?</h2>
          <p>
            Its genres, its pictures and the server’s copy of the audio go
            {track.paths.length > 1 ? `, for all ${formatPlural(track.paths.length, 'path')} it was submitted as` : ''}. Your own file stays
            where it is.
          </p>
          {error && (
            <p class="bad" role="alert">
              {error}
            </p>
          )}
          <footer>
            <button type="button" class="secondary" autofocus onClick={() => dialog.current?.close()}>
              Keep it
            </button>
            <button type="button" aria-busy={busy} disabled={busy} onClick={remove}>
              Delete
            </button>
          </footer>
        </article>
      </dialog>
    </>
  )
}

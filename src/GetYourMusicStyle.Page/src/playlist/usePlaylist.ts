// The list that belongs to the request in the address, made by the server.
import { useEffect, useState } from 'preact/hooks'
import { ApiError, keyRequired, online, send } from '../api/client'
import type { Playlist } from '../api/types'
import { type PlaylistRequest, requestBody } from './playlistRequest'

export interface PlaylistState {
  playlist?: Playlist
  error?: Error
  loading: boolean
  retry: () => void
}

/** Makes the list of a request (null: none), and keeps the list before it until then. While the recommender is away it asks again by itself. */
export function usePlaylist(request: PlaylistRequest | null): PlaylistState {
  const [state, setState] = useState<{ playlist?: Playlist; error?: Error; loading: boolean }>({ loading: request !== null })
  const [attempt, setAttempt] = useState(0)
  const key = request && JSON.stringify(requestBody(request))
  const back = online.value && !keyRequired.value

  useEffect(() => {
    if (!key) setState({ loading: false })
    if (!key || !back) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    setState((s) => ({ ...s, loading: true }))
    send<Playlist>('POST', 'playlists', JSON.parse(key), stop.signal).then(
      (playlist) => setState({ playlist, loading: false }),
      (error: Error) => {
        if (stop.signal.aborted) return
        setState({ error, loading: false })
        if (error instanceof ApiError && error.status === 503)
          timer = setTimeout(() => setAttempt((n) => n + 1), 1000 * (error.problem.retry_after_s ?? 3))
      },
    )
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [key, attempt, back])

  return { ...state, retry: () => setAttempt((n) => n + 1) }
}

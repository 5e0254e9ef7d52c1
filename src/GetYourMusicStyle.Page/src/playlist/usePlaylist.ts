// The list that belongs to the wish in the address, made by the server.
import { useEffect, useState } from 'preact/hooks'
import { ApiError, keyWanted, online, send } from '../api/client'
import type { Playlist } from '../api/types'
import { requestOf, type Wish } from './playlistRequest'

export interface Made {
  playlist?: Playlist
  error?: Error
  loading: boolean
  again: () => void
}

/** Makes the list of a wish (null: none), and keeps the list before it until then. While the recommender is away it asks again by itself. */
export function usePlaylist(wish: Wish | null): Made {
  const [state, setState] = useState<{ playlist?: Playlist; error?: Error; loading: boolean }>({ loading: wish !== null })
  const [turn, setTurn] = useState(0)
  const key = wish && JSON.stringify(requestOf(wish))
  const back = online.value && !keyWanted.value

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
          timer = setTimeout(() => setTurn((n) => n + 1), 1000 * (error.problem.retry_after_s ?? 3))
      },
    )
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [key, turn, back])

  return { ...state, again: () => setTurn((n) => n + 1) }
}

// The rows of a made list while someone changes them, and what was done last, in words.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Playlist } from '../api/types'
import { titleOf } from '../player/player'
import { moved, restored, sameOrder, without } from './listEdits'

export type ListedTrack = Playlist['tracks'][number]

export function usePlaylistEdits(playlist: Playlist) {
  const [rows, setRows] = useState(playlist.tracks)
  const [removed, setRemoved] = useState<{ row: ListedTrack; at: number }[]>([])
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<string | null>(null)

  useEffect(() => {
    setRows(playlist.tracks)
    setRemoved([])
    setSaid('')
  }, [playlist])

  // A row that goes takes the focus along; it is handed to its neighbour.
  useLayoutEffect(() => {
    if (focus.current) list.current?.querySelector<HTMLElement>(focus.current)?.focus()
    focus.current = null
  }, [rows])

  function remove(row: ListedTrack) {
    const at = rows.indexOf(row)
    const neighbour = rows[at + 1] ?? rows[at - 1]
    focus.current = neighbour ? `[data-remove="${neighbour.id}"]` : null
    setRows(without(rows, row.id))
    setRemoved([...removed, { row, at }])
    setSaid(`Left out ${titleOf(row)}.`)
  }

  function undo() {
    const last = removed.at(-1)
    if (!last) return
    focus.current = `[data-remove="${last.row.id}"]`
    setRows(restored(rows, last.row, last.at))
    setRemoved(removed.slice(0, -1))
    setSaid(`${titleOf(last.row)} is back.`)
  }

  function move(row: ListedTrack, to: number) {
    const at = Math.min(rows.length - 1, Math.max(0, to))
    if (rows[at]?.id === row.id) return
    focus.current = `[data-move="${row.id}"]`
    setRows(moved(rows, row.id, at))
    setSaid(`${titleOf(row)} is now number ${at + 1}.`)
  }

  return {
    rows,
    list,
    said,
    remove,
    move,
    undo: removed.length > 0 ? undo : null,
    reset: sameOrder(rows, playlist.tracks)
      ? null
      : () => {
          setRows(playlist.tracks)
          setRemoved([])
          setSaid('As it was made.')
        },
  }
}

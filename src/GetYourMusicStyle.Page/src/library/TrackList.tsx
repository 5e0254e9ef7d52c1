import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { playing, queue, toggle } from '../player/player'
import { ColumnHeaders } from './ColumnHeaders'
import { select, selection } from './selection'
import { TrackRow } from './TrackRow'
import type { TrackBlocks } from './trackBlocks'
import { useNarrowScreen } from './useNarrowScreen'
import { useVirtualRows } from './useVirtualRows'

/** The tracks: rows as far as they are in view, one of them reached by Tab, the others by arrows. */
export function TrackList({ rows, count }: { rows: TrackBlocks; count: number }) {
  rows.revision.value // what comes is shown
  const narrow = useNarrowScreen()
  const [, goTo] = useLocation()
  const [active, setActive] = useState(0)
  const body = useRef<HTMLDivElement>(null)
  const wanted = useRef<number | null>(null)
  const { items, total, margin, scrollTo } = useVirtualRows({
    count,
    height: narrow ? 64 : 46,
    body,
    always: active,
    above: narrow ? 70 : 110,
    below: narrow ? 150 : 90,
  })
  const inView = items.filter((item) => item.index !== active)
  const [first, last] = [inView[0]?.index ?? 0, inView.at(-1)?.index ?? 0]

  useEffect(() => rows.show(first, last), [rows, first, last])
  useEffect(() => {
    setActive(0)
    wanted.current = null
  }, [rows])
  useEffect(() => {
    // The row that the keys went to may have to be drawn first.
    if (wanted.current === null) return
    const row = body.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`)
    if (row) {
      row.focus({ preventScroll: true })
      wanted.current = null
    }
  })

  const after = useRef((index: number) => rows.after(index))
  after.current = (index) => {
    // What follows in the list but is not here yet is added to what plays next when it comes.
    const track = rows.at(index)
    void rows.ensure(index + 100).then(() => {
      if (track && playing.peek()?.id === track.id) queue.value = rows.after(index)
    })
    return rows.after(index)
  }
  const stable = useRef((index: number) => after.current(index)).current

  function move(to: number) {
    const next = Math.min(count - 1, Math.max(0, to))
    wanted.current = next
    setActive(next)
    scrollTo(next)
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(window.innerHeight / (narrow ? 64 : 46)) - 4)
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: count - 1 }[
      event.key
    ]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
      return
    }
    const track = rows.at(active)
    // Buttons and boxes inside a row answer for themselves.
    if (!track || event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).matches('button, input, a')) return
    if (event.key === 'Enter') goTo(`/tracks/${track.id}`)
    else if (event.key === ' ') toggle(track, stable(active))
    else if (event.key === 'x') select(track.id, !selection.peek().has(track.id))
    else return
    event.preventDefault()
  }

  function onFocusIn(event: FocusEvent) {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (row) setActive(Number(row.dataset.row))
  }

  return (
    <div class="lib-list" role="grid" aria-label="Tracks" aria-rowcount={count + 1} aria-multiselectable="true" aria-describedby="lib-keys">
      <ColumnHeaders />
      <div role="rowgroup" class="lib-body" ref={body} style={{ height: total }} onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        {items.map((item) => {
          const track = rows.at(item.index)
          return (
            <TrackRow
              key={item.index}
              index={item.index}
              top={item.start - margin}
              track={track}
              active={item.index === active}
              chosen={!!track && selection.value.has(track.id)}
              after={stable}
            />
          )
        })}
      </div>
      <p id="lib-keys" class="sr">
        Arrow keys move, Enter opens, Space plays, x chooses.
      </p>
    </div>
  )
}

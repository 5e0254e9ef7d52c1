import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { keyWanted, online } from '../api/client'
import type { LibrarySummary } from '../api/types'
import { useGet } from '../api/useGet'
import { Empty } from '../components/EmptyState'
import { count, many } from '../components/format'
import { Filters } from '../library/Filters'
import { ask, filtered, matching, queryOf, wish } from '../library/query'
import { ChosenBar } from '../library/SelectionBar'
import { List } from '../library/TrackList'
import { Rows } from '../library/trackBlocks'

/** All tracks: searched, filtered, sorted, played, chosen. */
export function LibraryView() {
  const w = wish.value
  const [turn, setTurn] = useState(0)
  const { data, error, reload } = useGet<LibrarySummary>(`tracks/summary${w.q ? `?q=${encodeURIComponent(w.q)}` : ''}`, 10)
  const last = useRef<LibrarySummary>()
  if (data) last.current = data
  const summary = last.current
  const asked = queryOf(w)
  const rows = useMemo(() => new Rows(asked), [asked, turn])
  useEffect(() => () => rows.stop(), [rows])
  const back = online.value && !keyWanted.value
  useEffect(() => {
    if (back) rows.retry()
  }, [back, rows])

  rows.changed.value
  // Rows keep their places while one looks at them: how many there were when the list began, or where it has been seen to end.
  const began = useRef<{ rows: Rows; n: number }>()
  if (data && began.current?.rows !== rows) began.current = { rows, n: matching(data, w) }
  const end = rows.end.value
  const total = end ?? Math.max(rows.known, began.current?.rows === rows ? began.current.n : 0)
  const more = data && began.current?.rows === rows ? matching(data, w) - began.current.n : 0
  const trouble = rows.error.value ?? (summary ? undefined : error)

  const again = () => {
    setTurn((n) => n + 1)
    window.scrollTo({ top: 0 })
  }
  return (
    <div class="library">
      <div class="lib-title">
        <h1>Library</h1>
        {summary && (
          <p class="quiet numbers" role="status">
            {told(summary, total, filtered(w))}
          </p>
        )}
      </div>
      {(filtered(w) || !summary || summary.tracks > 0) && <Filters summary={summary} />}
      {more !== 0 && end !== 0 && (
        <button type="button" class="lib-new" onClick={again}>
          {more > 0 ? `${many(more, 'new track')}: show` : 'The library has changed: show'}
        </button>
      )}
      {trouble && !rows.known ? (
        <Empty title="The library cannot be shown" error>
          <p>{trouble.message}</p>
          <button
            type="button"
            onClick={() => {
              rows.retry()
              reload()
            }}
          >
            Try again
          </button>
        </Empty>
      ) : end === 0 ? (
        filtered(w) ? (
          <Empty title="Nothing found">
            <p>No track has all of that.</p>
            <button type="button" onClick={() => ask({ q: '', genre: '', uncertain: false })}>
              Clear the filters
            </button>
          </Empty>
        ) : (
          <Empty title="No music yet">
            <p>Drop some files, or record what plays: their genres will be listed here.</p>
            {more > 0 ? null : (
              <a role="button" href="#/">
                Analyse music
              </a>
            )}
          </Empty>
        )
      ) : (
        <List rows={rows} count={total || 12} />
      )}
      <ChosenBar />
    </div>
  )
}

function told(summary: LibrarySummary, found: number, some: boolean): string {
  if (some) return many(found, 'track')
  const hours = summary.duration_s / 3600
  const length = hours >= 1 ? `${count(Math.round(hours))} h` : `${Math.round(summary.duration_s / 60)} min`
  return [many(summary.tracks, 'track'), length, summary.not_analysed ? `${count(summary.not_analysed)} not analysed yet` : '']
    .filter(Boolean)
    .join(' · ')
}

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { keyRequired, online } from '../api/client'
import type { LibrarySummary } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { formatCount, formatPlural } from '../components/format'
import { Filters } from '../library/Filters'
import { countMatches, isFiltered, libraryQuery, requestParams, summaryAddress, updateQuery } from '../library/query'
import { SelectionBar } from '../library/SelectionBar'
import { TrackList } from '../library/TrackList'
import { TrackBlocks } from '../library/trackBlocks'

/** All tracks: searched, filtered, sorted, played, chosen. */
export function LibraryView() {
  const query = libraryQuery.value
  const [reloads, setReloads] = useState(0)
  const { data, error, reload } = useGet<LibrarySummary>(summaryAddress(query), 10)
  const last = useRef<LibrarySummary>()
  if (data) last.current = data
  const summary = last.current
  const asked = requestParams(query)
  const blocks = useMemo(() => new TrackBlocks(asked), [asked, reloads])
  useEffect(() => () => blocks.stop(), [blocks])
  const back = online.value && !keyRequired.value
  useEffect(() => {
    if (back) blocks.retry()
  }, [back, blocks])

  blocks.revision.value
  // Rows keep their places while one looks at them: how many there were when the list began, or where it has been seen to end.
  const began = useRef<{ rows: TrackBlocks; n: number }>()
  if (data && began.current?.rows !== blocks) began.current = { rows: blocks, n: countMatches(data, query) }
  const end = blocks.end.value
  const total = end ?? Math.max(blocks.loadedCount, began.current?.rows === blocks ? began.current.n : 0)
  const more = data && began.current?.rows === blocks ? countMatches(data, query) - began.current.n : 0
  const trouble = blocks.error.value ?? (summary ? undefined : error)

  const again = () => {
    setReloads((n) => n + 1)
    window.scrollTo({ top: 0 })
  }
  return (
    <div class="library">
      <div class="lib-title">
        <h1>Library</h1>
        {summary && (
          <p class="quiet numbers" role="status">
            {summaryText(summary, total, isFiltered(query))}
          </p>
        )}
      </div>
      {(isFiltered(query) || !summary || summary.tracks > 0) && <Filters summary={summary} />}
      {more !== 0 && end !== 0 && (
        <button type="button" class="lib-new" onClick={again}>
          {more > 0 ? `${formatPlural(more, 'new track')}: show` : 'The library has changed: show'}
        </button>
      )}
      {trouble && !blocks.loadedCount ? (
        <EmptyState title="The library cannot be shown" error>
          <p>{trouble.message}</p>
          <button
            type="button"
            onClick={() => {
              blocks.retry()
              reload()
            }}
          >
            Try again
          </button>
        </EmptyState>
      ) : end === 0 ? (
        isFiltered(query) ? (
          <EmptyState title="Nothing found">
            <p>No track has all of that.</p>
            <button type="button" onClick={() => updateQuery({ q: '', genre: '', sounds: [], uncertain: false })}>
              Clear the filters
            </button>
          </EmptyState>
        ) : (
          <EmptyState title="No music yet">
            <p>Drop some files, or record what plays: their genres will be listed here.</p>
            {more > 0 ? null : (
              <a role="button" href="#/">
                Analyse music
              </a>
            )}
          </EmptyState>
        )
      ) : (
        <TrackList rows={blocks} count={total || 12} />
      )}
      <SelectionBar />
    </div>
  )
}

function summaryText(summary: LibrarySummary, found: number, some: boolean): string {
  if (some) return formatPlural(found, 'track')
  const hours = summary.duration_s / 3600
  const length = hours >= 1 ? `${formatCount(Math.round(hours))} h` : `${Math.round(summary.duration_s / 60)} min`
  return [
    formatPlural(summary.tracks, 'track'),
    length,
    summary.not_analysed ? `${formatCount(summary.not_analysed)} not analysed yet` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

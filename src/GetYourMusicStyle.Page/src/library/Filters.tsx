import { Search, X } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { colorOf } from '../api/model'
import type { LibrarySummary } from '../api/types'
import { formatCount } from '../components/format'
import { defaultDescending, libraryQuery, type Sort, sortOptions, updateQuery } from './query'
import { SoundFilter } from './SoundFilter'

/** Search, genres, doubts, and (where there are no columns to click) the order. */
export function Filters({ summary }: { summary: LibrarySummary | undefined }) {
  const w = libraryQuery.value
  const genres = summary?.genres ?? []
  const shown = w.genre && !genres.some((g) => g.genre === w.genre) ? [{ genre: w.genre, tracks: 0, uncertain: 0 }, ...genres] : genres
  const unsure = (w.genre ? genres.find((g) => g.genre === w.genre)?.uncertain : summary?.uncertain) ?? 0
  return (
    <section class="lib-filters" aria-label="Search and filters">
      <div class="row">
        <SearchBox />
        <label class="lib-sort">
          <span class="sr">Sort by</span>
          <select
            value={`${w.sort} ${w.descending}`}
            onChange={(event) => {
              const [sort, descending] = event.currentTarget.value.split(' ')
              updateQuery({ sort: sort as Sort, descending: descending === 'true' })
            }}
          >
            {sortOptions.flatMap(({ sort, name }) =>
              [defaultDescending(sort), !defaultDescending(sort)].map((descending) => (
                <option key={`${sort} ${descending}`} value={`${sort} ${descending}`}>
                  {inWords(sort, name, descending)}
                </option>
              )),
            )}
          </select>
        </label>
      </div>
      <ul class="lib-chips" aria-label="Genres">
        {shown.map(({ genre, tracks, uncertain }) => (
          <li key={genre}>
            <button
              type="button"
              class="chip"
              aria-pressed={w.genre === genre}
              onClick={() => updateQuery({ genre: w.genre === genre ? '' : genre })}
            >
              <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" />
              {genre} <span class="numbers">{formatCount(w.uncertain ? uncertain : tracks)}</span>
              {w.genre === genre && <X aria-hidden="true" size={14} />}
            </button>
          </li>
        ))}
        {!!(summary?.uncertain || w.uncertain) && (
          <li>
            <button type="button" class="chip" aria-pressed={w.uncertain} onClick={() => updateQuery({ uncertain: !w.uncertain })}>
              Not sure <span class="numbers">{formatCount(unsure)}</span>
              {w.uncertain && <X aria-hidden="true" size={14} />}
            </button>
          </li>
        )}
      </ul>
      <SoundFilter counts={summary?.sounds ?? []} />
    </section>
  )
}

function inWords(sort: Sort, name: string, descending: boolean): string {
  if (sort === 'added') return descending ? 'Newest first' : 'Oldest first'
  if (sort === 'duration') return descending ? 'Longest first' : 'Shortest first'
  if (sort === 'confidence') return descending ? 'Surest first' : 'Least sure first'
  return `${name} ${descending ? 'Z to A' : 'A to Z'}`
}

/** Asks once the typing pauses. */
function SearchBox() {
  const { q } = libraryQuery.value
  const [text, setText] = useState(q)
  const asked = useRef(q)

  // Back and links change what is in the box; typing does not wait for the address.
  useEffect(() => {
    if (q === asked.current) return
    asked.current = q
    setText(q)
  }, [q])
  useEffect(() => {
    const words = text.trim()
    if (words === asked.current) return
    const timer = setTimeout(() => {
      const goesOn = asked.current !== '' && words !== ''
      asked.current = words
      updateQuery({ q: words }, goesOn)
    }, 250)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <label class="lib-search">
      <span class="sr">Search</span>
      <Search aria-hidden="true" size={16} />
      <input
        type="search"
        value={text}
        placeholder="Title, artist, album or file"
        autocomplete="off"
        maxLength={200}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  )
}

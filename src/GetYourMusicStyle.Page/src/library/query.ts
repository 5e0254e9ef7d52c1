// What of the library is asked for; it lives in the address, so that back, bookmarks and links work.
import { computed } from '@preact/signals'
import type { LibrarySummary } from '../api/types'
import { navigate, query } from '../routing/location'

export type Sort = 'added' | 'title' | 'artist' | 'genre' | 'confidence' | 'duration'

export interface LibraryQuery {
  q: string
  genre: string
  /** Only tracks in which all of these are heard. */
  sounds: string[]
  uncertain: boolean
  sort: Sort
  descending: boolean
}

export const sortOptions: { sort: Sort; name: string; descending: boolean }[] = [
  { sort: 'title', name: 'Title', descending: false },
  { sort: 'artist', name: 'Artist', descending: false },
  { sort: 'genre', name: 'Genre', descending: false },
  { sort: 'confidence', name: 'How sure', descending: true },
  { sort: 'duration', name: 'Length', descending: false },
  { sort: 'added', name: 'Added', descending: true },
]

/** Which way a list usually runs. */
export const defaultDescending = (sort: Sort) => sortOptions.find((s) => s.sort === sort)!.descending

export const libraryQuery = computed<LibraryQuery>(() => {
  const sort = sortOptions.find((s) => s.sort === query.value.get('sort'))?.sort ?? 'added'
  const order = query.value.get('order')
  return {
    q: query.value.get('q') ?? '',
    genre: query.value.get('genre') ?? '',
    sounds: query.value.getAll('sound'),
    uncertain: query.value.get('uncertain') === 'true',
    sort,
    descending: order ? order === 'desc' : defaultDescending(sort),
  }
})

/** What is searched for. */
function searchParams(w: LibraryQuery): URLSearchParams {
  const q = new URLSearchParams()
  if (w.q) q.set('q', w.q)
  for (const sound of w.sounds) q.append('sound', sound)
  return q
}

/** The filters of a query as parameters of the page or of the server; sorting only where it is not the usual. */
function filterParams(w: LibraryQuery): URLSearchParams {
  const q = searchParams(w)
  if (w.genre) q.set('genre', w.genre)
  if (w.uncertain) q.set('uncertain', 'true')
  if (w.sort !== 'added') q.set('sort', w.sort)
  return q
}

/** Changes the query; typing replaces the place, so that back leaves the search at once. */
export function updateQuery(change: Partial<LibraryQuery>, replace = false) {
  const next = { ...libraryQuery.value, ...change }
  const q = filterParams(next)
  if (next.descending !== defaultDescending(next.sort)) q.set('order', next.descending ? 'desc' : 'asc')
  const text = q.toString()
  navigate(`/library${text ? `?${text}` : ''}`, { replace })
}

/** The query of `GET /tracks`. */
export const requestParams = (w: LibraryQuery): string => {
  const q = filterParams(w)
  q.set('order', w.descending ? 'desc' : 'asc')
  return q.toString()
}

/** The address of the counts of what is searched for. */
export function summaryAddress(w: LibraryQuery): string {
  const text = searchParams(w).toString()
  return `tracks/summary${text ? `?${text}` : ''}`
}

export const isFiltered = (w: LibraryQuery) => w.q !== '' || w.genre !== '' || w.sounds.length > 0 || w.uncertain

/** How many tracks a query finds, by the counts of its search. */
export function countMatches(summary: LibrarySummary, w: LibraryQuery): number {
  const genre = summary.genres.find((g) => g.genre === w.genre)
  if (w.genre) return (w.uncertain ? genre?.uncertain : genre?.tracks) ?? 0
  return w.uncertain ? summary.uncertain : summary.tracks
}

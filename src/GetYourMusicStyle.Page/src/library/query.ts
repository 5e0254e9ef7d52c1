// What of the library is asked for; it lives in the address, so that back, bookmarks and links work.
import { computed } from '@preact/signals'
import type { LibrarySummary } from '../api/types'
import { go, query } from '../routing/location'

export type Sort = 'added' | 'title' | 'artist' | 'genre' | 'confidence' | 'duration'

export interface Wish {
  q: string
  genre: string
  uncertain: boolean
  sort: Sort
  descending: boolean
}

export const sorts: { sort: Sort; name: string; descending: boolean }[] = [
  { sort: 'title', name: 'Title', descending: false },
  { sort: 'artist', name: 'Artist', descending: false },
  { sort: 'genre', name: 'Genre', descending: false },
  { sort: 'confidence', name: 'How sure', descending: true },
  { sort: 'duration', name: 'Length', descending: false },
  { sort: 'added', name: 'Added', descending: true },
]

/** Which way a list usually runs. */
export const natural = (sort: Sort) => sorts.find((s) => s.sort === sort)!.descending

export const wish = computed<Wish>(() => {
  const sort = sorts.find((s) => s.sort === query.value.get('sort'))?.sort ?? 'added'
  const order = query.value.get('order')
  return {
    q: query.value.get('q') ?? '',
    genre: query.value.get('genre') ?? '',
    uncertain: query.value.get('uncertain') === 'true',
    sort,
    descending: order ? order === 'desc' : natural(sort),
  }
})

/** The filters of a wish as a query of the page or of the server; sorting only where it is not the usual. */
function filters(w: Wish): URLSearchParams {
  const q = new URLSearchParams()
  if (w.q) q.set('q', w.q)
  if (w.genre) q.set('genre', w.genre)
  if (w.uncertain) q.set('uncertain', 'true')
  if (w.sort !== 'added') q.set('sort', w.sort)
  return q
}

/** Changes the wish; typing replaces the place, so that back leaves the search at once. */
export function ask(change: Partial<Wish>, replace = false) {
  const next = { ...wish.value, ...change }
  const q = filters(next)
  if (next.descending !== natural(next.sort)) q.set('order', next.descending ? 'desc' : 'asc')
  const text = q.toString()
  go(`/library${text ? `?${text}` : ''}`, { replace })
}

/** The query of `GET /tracks`. */
export const queryOf = (w: Wish): string => {
  const q = filters(w)
  q.set('order', w.descending ? 'desc' : 'asc')
  return q.toString()
}

export const filtered = (w: Wish) => w.q !== '' || w.genre !== '' || w.uncertain

/** How many tracks a wish finds, by the counts of its search. */
export function matching(summary: LibrarySummary, w: Wish): number {
  const genre = summary.genres.find((g) => g.genre === w.genre)
  if (w.genre) return (w.uncertain ? genre?.uncertain : genre?.tracks) ?? 0
  return w.uncertain ? summary.uncertain : summary.tracks
}

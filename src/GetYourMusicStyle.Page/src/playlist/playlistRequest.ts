// What a playlist is asked to be. It stands in the address, so that the same list can be had again, kept as a bookmark and passed on.
import type { PlaylistBody } from '../api/types'
import type { Share } from './genreMix'
import { spread } from './genreMix'

export interface Wish {
  /** Tracks to be like, by number; or a mix of genres. One of the two is empty. */
  like: number[]
  mix: Share[]
  /** Whether the tracks to be like come first in the list. */
  first: boolean
  size: number
  /** Another number gives another list; null the one that fits best. */
  seed: number | null
  uncertain: boolean
}

export const sizes = { least: 1, most: 1000, usual: 25 }
/** So many tracks to be like. */
export const mostLike = 20

export const newSeed = () => Math.floor(Math.random() * 1_000_000)

const whole = <T>(text: string | null, least: number, most: number, otherwise: T) => {
  const n = Number(text)
  return text && Number.isInteger(n) ? Math.min(most, Math.max(least, n)) : otherwise
}

/** What a wish is before anyone chose anything. */
export const plainWish: Wish = { like: [], mix: [], first: true, size: sizes.usual, seed: null, uncertain: false }

/** Reads a wish from `like=1,2&mix=Jazz+Piano:60,Electronic+Chill:40&size=25&seed=7&first=0&uncertain=1`; what makes no sense is left out. */
export function readWish(query: URLSearchParams): Wish {
  const like = (query.get('like') ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0)
  const named = (query.get('mix') ?? '').split(',').flatMap((part) => {
    const [, genre, percent] = /^\s*(.+?)\s*(?::\s*([\d.]+))?\s*$/.exec(part) ?? []
    return genre ? [{ genre, weight: percent === undefined ? 1 : Number(percent) || 0 }] : []
  })
  const mix = [...new Map(named.map((n) => [n.genre, n])).values()]
  const shares = spread(
    mix.map((n) => n.weight),
    100,
  )
  return {
    like: [...new Set(like)].slice(0, mostLike),
    mix: mix.map((n, i) => ({ genre: n.genre, percent: shares[i]! })),
    size: whole(query.get('size'), sizes.least, sizes.most, sizes.usual),
    seed: whole(query.get('seed'), 0, 2_147_483_647, null),
    first: query.get('first') !== '0',
    uncertain: query.get('uncertain') === '1',
  }
}

export const asksForSomething = (wish: Wish) => wish.like.length > 0 || wish.mix.length > 0

/** The place of a wish, such as `/playlist?like=1,2&size=25&seed=7`. */
export function placeOf(wish: Wish): string {
  const query = new URLSearchParams()
  if (wish.like.length) query.set('like', wish.like.join(','))
  else if (wish.mix.length) query.set('mix', wish.mix.map((s) => `${s.genre}:${s.percent}`).join(','))
  query.set('size', String(wish.size))
  if (wish.seed !== null) query.set('seed', String(wish.seed))
  if (wish.like.length && !wish.first) query.set('first', '0')
  if (wish.uncertain) query.set('uncertain', '1')
  return `/playlist?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`
}

/** The body of POST /playlists. */
export function requestOf(wish: Wish): PlaylistBody {
  const what = wish.like.length
    ? { like: wish.like, include_liked: wish.first }
    : { genres: Object.fromEntries(wish.mix.filter((s) => s.percent > 0).map((s) => [s.genre, s.percent])) }
  return { ...what, size: wish.size, ...(wish.seed === null ? {} : { seed: wish.seed }), include_uncertain: wish.uncertain }
}

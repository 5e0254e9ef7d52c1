// What a playlist is asked to be. It stands in the address, so that the same list can be had again, kept as a bookmark and passed on.
import type { PlaylistBody } from '../api/types'
import type { GenreShare } from './genreMix'
import { apportion } from './genreMix'

export interface PlaylistRequest {
  /** Tracks to be like, by number; or a mix of genres. One of the two is empty. */
  like: number[]
  mix: GenreShare[]
  /** Whether the tracks to be like come first in the list. */
  includeLiked: boolean
  size: number
  /** Another number gives another list; null the one that fits best. */
  seed: number | null
  includeUncertain: boolean
}

export const sizes = { least: 1, most: 1000, usual: 25 }
/** So many tracks to be like. */
export const maxLiked = 20

export const newSeed = () => Math.floor(Math.random() * 1_000_000)

const whole = <T>(text: string | null, least: number, most: number, otherwise: T) => {
  const n = Number(text)
  return text && Number.isInteger(n) ? Math.min(most, Math.max(least, n)) : otherwise
}

/** What a request is before anyone chose anything. */
export const defaultRequest: PlaylistRequest = {
  like: [],
  mix: [],
  includeLiked: true,
  size: sizes.usual,
  seed: null,
  includeUncertain: false,
}

/** Reads a request from `like=1,2&mix=Jazz+Piano:60,Electronic+Chill:40&size=25&seed=7&first=0&uncertain=1`; what makes no sense is left out. */
export function parseRequest(query: URLSearchParams): PlaylistRequest {
  const like = (query.get('like') ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0)
  const named = (query.get('mix') ?? '').split(',').flatMap((part) => {
    const [, genre, percent] = /^\s*(.+?)\s*(?::\s*([\d.]+))?\s*$/.exec(part) ?? []
    return genre ? [{ genre, weight: percent === undefined ? 1 : Number(percent) || 0 }] : []
  })
  const mix = [...new Map(named.map((n) => [n.genre, n])).values()]
  const shares = apportion(
    mix.map((n) => n.weight),
    100,
  )
  return {
    like: [...new Set(like)].slice(0, maxLiked),
    mix: mix.map((n, i) => ({ genre: n.genre, percent: shares[i]! })),
    size: whole(query.get('size'), sizes.least, sizes.most, sizes.usual),
    seed: whole(query.get('seed'), 0, 2_147_483_647, null),
    includeLiked: query.get('first') !== '0',
    includeUncertain: query.get('uncertain') === '1',
  }
}

export const hasTarget = (request: PlaylistRequest) => request.like.length > 0 || request.mix.length > 0

/** The place of a request, such as `/playlist?like=1,2&size=25&seed=7`. */
export function addressOf(request: PlaylistRequest): string {
  const query = new URLSearchParams()
  if (request.like.length) query.set('like', request.like.join(','))
  else if (request.mix.length) query.set('mix', request.mix.map((s) => `${s.genre}:${s.percent}`).join(','))
  query.set('size', String(request.size))
  if (request.seed !== null) query.set('seed', String(request.seed))
  if (request.like.length && !request.includeLiked) query.set('first', '0')
  if (request.includeUncertain) query.set('uncertain', '1')
  return `/playlist?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`
}

/** The body of POST /playlists. */
export function requestBody(request: PlaylistRequest): PlaylistBody {
  const what = request.like.length
    ? { like: request.like, include_liked: request.includeLiked }
    : { genres: Object.fromEntries(request.mix.filter((s) => s.percent > 0).map((s) => [s.genre, s.percent])) }
  return {
    ...what,
    size: request.size,
    ...(request.seed === null ? {} : { seed: request.seed }),
    include_uncertain: request.includeUncertain,
  }
}

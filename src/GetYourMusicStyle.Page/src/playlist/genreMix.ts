// Shares of genres in whole percent; they always add up to 100.

export interface GenreShare {
  genre: string
  percent: number
}

/** Whole percentages in the proportions of the weights (equal ones, if all are 0), by largest remainder. */
export function apportion(weights: number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((w) => (sum > 0 ? (w * total) / sum : total / weights.length))
  const whole = exact.map(Math.floor)
  const order = exact.map((_, i) => i).sort((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!))
  const rest = total - whole.reduce((a, b) => a + b, 0)
  for (const i of order.slice(0, rest)) whole[i]!++
  return whole
}

/** Gives one genre a share; the others keep their proportions within what is left. */
export function setShare(mix: GenreShare[], genre: string, percent: number): GenreShare[] {
  const others = mix.filter((s) => s.genre !== genre)
  const given = others.length ? Math.min(100, Math.max(0, Math.round(percent) || 0)) : 100
  const rest = apportion(
    others.map((s) => s.percent),
    100 - given,
  )
  let next = 0
  return mix.map((s) => ({ genre: s.genre, percent: s.genre === genre ? given : rest[next++]! }))
}

/** One more genre, with as much as each would have on average. */
export const addGenre = (mix: GenreShare[], genre: string): GenreShare[] =>
  setShare([...mix, { genre, percent: 0 }], genre, 100 / (mix.length + 1))

export function removeGenre(mix: GenreShare[], genre: string): GenreShare[] {
  const rest = mix.filter((s) => s.genre !== genre)
  const shares = apportion(
    rest.map((s) => s.percent),
    100,
  )
  return rest.map((s, i) => ({ genre: s.genre, percent: shares[i]! }))
}

/** 60 % Jazz Piano, 40 % Electronic Chill */
export const mixInWords = (mix: GenreShare[]) =>
  mix
    .filter((s) => s.percent > 0)
    .map((s) => `${s.percent} % ${s.genre}`)
    .join(', ')

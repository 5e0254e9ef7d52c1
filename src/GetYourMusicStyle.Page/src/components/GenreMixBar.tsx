import { colorOf, genres } from '../api/model'
import { formatPercent } from './format'

/** The genres of a track as one bar; what is below 2 % is left out. */
export function GenreMixBar({ mix }: { mix: Record<string, number> | null }) {
  if (!mix) return <span class="mix-bar none" aria-hidden="true" />
  const order = genres.value.map((g) => g.name)
  const shares = Object.entries(mix)
    .filter(([, p]) => p >= 0.02)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  const words = [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([name, p]) => `${name} ${formatPercent(p)}`)
    .join(', ')
  return (
    <span class="mix-bar" role="img" aria-label={words} title={words}>
      {shares.map(([name, p]) => (
        <span key={name} style={{ flexGrow: p, background: colorOf(name) }} />
      ))}
    </span>
  )
}

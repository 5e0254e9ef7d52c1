import { colorOf } from '../api/model'
import { formatPercent } from '../components/format'
import { GenreMixBar } from '../components/GenreMixBar'

const byProbability = (probabilities: Record<string, number>) => Object.entries(probabilities).sort(([, a], [, b]) => b - a)

/** The strip with the names of its largest parts. */
export function GenreMixSummary({ probabilities, most = 4 }: { probabilities: Record<string, number>; most?: number }) {
  return (
    <div class="mix-words">
      <GenreMixBar mix={probabilities} />
      <ul>
        {byProbability(probabilities)
          .slice(0, most)
          .map(([genre, p]) => (
            <li key={genre}>
              <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" /> {genre}{' '}
              <span class="quiet numbers">{formatPercent(p)}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}

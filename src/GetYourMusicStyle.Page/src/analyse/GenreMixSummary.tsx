import { colorOf } from '../api/model'
import { percent } from '../components/format'
import { MixBar } from '../components/GenreMixBar'

const parts = (probabilities: Record<string, number>) => Object.entries(probabilities).sort(([, a], [, b]) => b - a)

/** The strip with the names of its largest parts. */
export function MixInWords({ probabilities, most = 4 }: { probabilities: Record<string, number>; most?: number }) {
  return (
    <div class="mix-words">
      <MixBar mix={probabilities} />
      <ul>
        {parts(probabilities)
          .slice(0, most)
          .map(([genre, p]) => (
            <li key={genre}>
              <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" /> {genre}{' '}
              <span class="quiet numbers">{percent(p)}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}

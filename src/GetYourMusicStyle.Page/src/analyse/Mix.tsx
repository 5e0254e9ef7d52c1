import { colorOf } from '../api/model'
import { percent } from '../parts/words'

export const parts = (probabilities: Record<string, number>) => Object.entries(probabilities).sort(([, a], [, b]) => b - a)

const inWords = (probabilities: Record<string, number>, most: number) => parts(probabilities).slice(0, most).map(([genre, p]) => `${genre} ${percent(p)}`).join(', ')

/** The mix of genres as a strip. */
export function Mix({ probabilities }: { probabilities: Record<string, number> }) {
  return (
    <span class="mix" role="img" aria-label={inWords(probabilities, 3)} title={inWords(probabilities, 3)}>
      {parts(probabilities).map(([genre, p]) => <span key={genre} style={{ flexGrow: p, background: colorOf(genre) }} />)}
    </span>
  )
}

/** The strip with the names of its largest parts. */
export function MixInWords({ probabilities, most = 4 }: { probabilities: Record<string, number>; most?: number }) {
  return (
    <div class="mix-words">
      <Mix probabilities={probabilities} />
      <ul>{parts(probabilities).slice(0, most).map(([genre, p]) => (
        <li key={genre}><span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" /> {genre} <span class="quiet numbers">{percent(p)}</span></li>
      ))}</ul>
    </div>
  )
}

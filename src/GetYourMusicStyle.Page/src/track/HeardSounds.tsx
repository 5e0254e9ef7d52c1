import { precisionOf } from '../api/model'
import type { Sound } from '../api/types'
import { formatPercent } from '../components/format'
import { SoundIcon } from '../components/SoundIcon'

/** What else is heard in a track, strongest first; each leads to the other tracks that have it. */
export function HeardSounds({ sounds }: { sounds: Sound[] }) {
  if (!sounds.length) return null
  return (
    <section class="heard" aria-labelledby="heard-title">
      <h2 id="heard-title" class="quiet">
        Also heard
      </h2>
      <ul>
        {sounds.map(({ name, kind, strength }) => (
          <li key={name}>
            <a class="chip" href={`#/library?sound=${encodeURIComponent(name)}`} title={inWords(kind, strength, precisionOf(name))}>
              <SoundIcon kind={kind} /> {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function inWords(kind: string, strength: number, precision: number | null | undefined): string {
  const heard = `${kind}, heard with a strength of ${formatPercent(strength)}`
  return precision == null ? heard : `${heard}; right for ${formatPercent(precision)} of the tracks where it is named`
}

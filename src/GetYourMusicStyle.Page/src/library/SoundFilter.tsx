import { X } from 'lucide-preact'
import { kindOf } from '../api/model'
import type { LibrarySummary } from '../api/types'
import { formatCount } from '../components/format'
import { SoundIcon } from '../components/SoundIcon'
import { libraryQuery, updateQuery } from './query'

const groups = [
  { kind: 'instrument', name: 'Instruments' },
  { kind: 'voice', name: 'Voices' },
  { kind: 'mood', name: 'Moods' },
  { kind: 'sound', name: 'Other sounds' },
]

/** What must be heard in the tracks: chips of what was chosen, and a list to choose from. */
export function SoundFilter({ counts }: { counts: LibrarySummary['sounds'] }) {
  const { sounds } = libraryQuery.value
  const others = counts.filter(({ sound }) => !sounds.includes(sound))
  if (!sounds.length && !others.length) return null
  return (
    <ul class="lib-chips" aria-label="Sounds">
      {sounds.map((sound) => (
        <li key={sound}>
          <button
            type="button"
            class="chip"
            aria-pressed={true}
            onClick={() => updateQuery({ sounds: sounds.filter((other) => other !== sound) })}
          >
            <SoundIcon kind={kindOf(sound)} /> {sound} <X aria-hidden="true" size={14} />
          </button>
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <label>
            <span class="sr">Only tracks in which this is heard</span>
            <select class="lib-sounds" value="" onChange={(event) => updateQuery({ sounds: [...sounds, event.currentTarget.value] })}>
              <option value="">{sounds.length ? 'and also heard…' : 'Heard in it…'}</option>
              {groups.map(({ kind, name }) => {
                const members = others.filter(({ sound }) => kindOf(sound) === kind)
                return (
                  members.length > 0 && (
                    <optgroup key={kind} label={name}>
                      {members.map(({ sound, tracks }) => (
                        <option key={sound} value={sound}>
                          {sound} ({formatCount(tracks)})
                        </option>
                      ))}
                    </optgroup>
                  )
                )
              })}
            </select>
          </label>
        </li>
      )}
    </ul>
  )
}

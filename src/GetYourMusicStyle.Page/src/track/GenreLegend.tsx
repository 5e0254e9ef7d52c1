import type { Band } from './areaChart'

interface Props {
  bands: Band[]
  /** The band that stands out; null when all do. */
  chosen: string | null
  choose: (name: string | null) => void
  folded: number
  unfold: (all: boolean) => void
}

/** The bands of the chart; one can be made to stand out, and what is folded into others be shown. */
export function GenreLegend({ bands, chosen, choose, folded, unfold }: Props) {
  return (
    <ul class="track-legend" aria-label="Genres in the picture">
      {bands.map(({ name, color }) => (
        <li key={name}>
          <button type="button" class="plain small" aria-pressed={chosen === name} onClick={() => choose(chosen === name ? null : name)}>
            <span class="genre-mark">
              <span class="dot" style={{ background: color }} aria-hidden="true" />
              {name}
            </span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="plain small more" onClick={() => unfold(folded > 0)}>
          {folded > 0 ? `Show ${folded} more` : 'Show fewer'}
        </button>
      </li>
    </ul>
  )
}

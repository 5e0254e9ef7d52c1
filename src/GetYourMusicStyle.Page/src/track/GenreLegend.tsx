import type { Band } from './areaChart'

interface Props {
  bands: Band[]
  /** The band that stands out; null when all do. */
  highlighted: string | null
  onHighlight: (name: string | null) => void
  hiddenCount: number
  onShowAll: (all: boolean) => void
}

/** The bands of the chart; one can be made to stand out, and what is folded into others be shown. */
export function GenreLegend({ bands, highlighted, onHighlight, hiddenCount, onShowAll }: Props) {
  return (
    <ul class="track-legend" aria-label="Genres in the picture">
      {bands.map(({ name, color }) => (
        <li key={name}>
          <button
            type="button"
            class="plain small"
            aria-pressed={highlighted === name}
            onClick={() => onHighlight(highlighted === name ? null : name)}
          >
            <span class="genre-mark">
              <span class="dot" style={{ background: color }} aria-hidden="true" />
              {name}
            </span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="plain small more" onClick={() => onShowAll(hiddenCount > 0)}>
          {hiddenCount > 0 ? `Show ${hiddenCount} more` : 'Show fewer'}
        </button>
      </li>
    </ul>
  )
}

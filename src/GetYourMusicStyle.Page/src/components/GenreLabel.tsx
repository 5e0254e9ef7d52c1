import { colorOf } from '../api/model'

/** A genre with its colour; the words carry the meaning, the colour repeats it. */
export function GenreLabel({ genre, uncertain }: { genre: string | null; uncertain?: boolean | null }) {
  return (
    <span class="genre-mark">
      <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" />
      {genre ?? 'No genre'}
      {uncertain && <span class="quiet"> (not sure)</span>}
    </span>
  )
}

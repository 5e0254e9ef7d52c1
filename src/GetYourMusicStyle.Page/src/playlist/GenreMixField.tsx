import { X } from 'lucide-preact'
import { colorOf, genres } from '../api/model'
import { GenreLabel } from '../components/GenreLabel'
import { addGenre, type GenreShare, mixInWords, removeGenre, setShare } from './genreMix'

/** The mix of genres that a playlist is made of; the shares always add up to 100 %. */
export function GenreMixField({ mix, onChange }: { mix: GenreShare[]; onChange: (mix: GenreShare[]) => void }) {
  const others = genres.value.filter((genre) => !mix.some((share) => share.genre === genre.name))
  return (
    <>
      <ul class="shares" aria-label="Genres of the mix">
        {mix.map((share) => (
          <li key={share.genre} style={{ '--genre': colorOf(share.genre) }}>
            <span class="mix-name">
              <GenreLabel genre={share.genre} />
            </span>
            <input
              type="range"
              min={0}
              max={100}
              step={1}
              value={share.percent}
              disabled={mix.length === 1}
              aria-label={`Share of ${share.genre}`}
              aria-valuetext={`${share.percent} %`}
              onInput={(event) => onChange(setShare(mix, share.genre, Number(event.currentTarget.value)))}
            />
            <span class="mix-number">
              <input
                type="number"
                min={0}
                max={100}
                step={1}
                inputMode="numeric"
                value={share.percent}
                disabled={mix.length === 1}
                aria-label={`Percent of ${share.genre}`}
                onChange={(event) => onChange(setShare(mix, share.genre, Number(event.currentTarget.value)))}
              />
              %
            </span>
            <button
              type="button"
              class="plain icon"
              aria-label={`Leave out ${share.genre}`}
              onClick={() => onChange(removeGenre(mix, share.genre))}
            >
              <X aria-hidden="true" size={16} />
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <label>
          {mix.length ? 'Add a genre' : 'Start with a genre'}
          <select
            value=""
            onChange={(event) => {
              onChange(addGenre(mix, event.currentTarget.value))
              event.currentTarget.value = ''
            }}
          >
            <option value="" disabled>
              Choose one
            </option>
            {others.map((genre) => (
              <option key={genre.name} value={genre.name}>
                {genre.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="quiet" role="status">
        {mix.length ? mixInWords(mix) : 'Such as 60 % of one genre and 40 % of another.'}
      </p>
    </>
  )
}

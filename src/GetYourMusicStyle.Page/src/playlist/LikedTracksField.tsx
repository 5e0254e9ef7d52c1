import { X } from 'lucide-preact'
import type { TrackDetail } from '../api/types'
import { useGet } from '../api/useGet'
import { GenreLabel } from '../components/GenreLabel'
import { titleOf } from '../player/player'
import { maxLiked, type PlaylistRequest } from './playlistRequest'
import { TrackSearch } from './TrackSearch'

/** The tracks that a playlist is to be like. */
export function LikedTracksField({
  like,
  includeLiked,
  onChange,
}: Pick<PlaylistRequest, 'like' | 'includeLiked'> & { onChange: (change: Partial<PlaylistRequest>) => void }) {
  return (
    <>
      <TrackSearch without={like} full={like.length >= maxLiked} onTake={(track) => onChange({ like: [...like, track.id] })} />
      {like.length > 0 ? (
        <>
          <ul class="likes" aria-label="Chosen tracks">
            {like.map((id) => (
              <li key={id}>
                <LikedTrack id={id} onRemove={() => onChange({ like: like.filter((other) => other !== id) })} />
              </li>
            ))}
          </ul>
          <label class="check">
            <input type="checkbox" checked={includeLiked} onChange={(event) => onChange({ includeLiked: event.currentTarget.checked })} />
            Begin the list with {like.length === 1 ? 'it' : 'them'}
          </label>
        </>
      ) : (
        <p class="quiet">One track or several; the list is like all of them.</p>
      )}
    </>
  )
}

function LikedTrack({ id, onRemove }: { id: number; onRemove: () => void }) {
  const { data, error } = useGet<TrackDetail>(`tracks/${id}`)
  const name = data ? titleOf(data) : `Track ${id}`
  return (
    <span class="chip">
      <span class="grow">
        <span class="cut">
          <strong>{name}</strong>
          {data?.artist && <span class="quiet"> {data.artist}</span>}
        </span>
        <small>
          {data ? <GenreLabel genre={data.genre} uncertain={data.uncertain} /> : error && <span class="bad">{error.message}</span>}
        </small>
      </span>
      <button type="button" class="plain icon" aria-label={`Leave out ${name}`} onClick={onRemove}>
        <X aria-hidden="true" size={16} />
      </button>
    </span>
  )
}

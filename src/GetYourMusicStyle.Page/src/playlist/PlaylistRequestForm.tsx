import { Dices, ListMusic } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { genres } from '../api/model'
import { GenreMixField } from './GenreMixField'
import { LikedTracksField } from './LikedTracksField'
import { hasTarget, newSeed, type PlaylistRequest, sizes } from './playlistRequest'

type TargetKind = 'like' | 'mix'

/** What the list is to be. `request` is what the address says; what is changed here counts once the list is made. */
export function PlaylistRequestForm({
  request,
  busy,
  onMake,
}: {
  request: PlaylistRequest
  busy: boolean
  onMake: (request: PlaylistRequest) => void
}) {
  const [way, setWay] = useState<TargetKind>(request.mix.length ? 'mix' : 'like')
  const [draft, setDraft] = useState(request)
  useEffect(() => {
    setDraft((before) => ({
      ...request,
      like: request.like.length ? request.like : before.like,
      mix: request.mix.length ? request.mix : before.mix,
    }))
    if (hasTarget(request)) setWay(request.mix.length ? 'mix' : 'like')
  }, [request])

  const change = (part: Partial<PlaylistRequest>) => setDraft((before) => ({ ...before, ...part }))
  const asked = { ...draft, like: way === 'like' ? draft.like : [], mix: way === 'mix' ? draft.mix : [] }
  const ready = hasTarget(asked)

  function surprise() {
    if (ready) return onMake({ ...asked, seed: newSeed() })
    const [first, second] = [...genres.value].sort(() => Math.random() - 0.5)
    if (first && second)
      onMake({
        ...draft,
        like: [],
        mix: [
          { genre: first.name, percent: 60 },
          { genre: second.name, percent: 40 },
        ],
        seed: newSeed(),
      })
  }

  return (
    <form
      class="card request"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onMake(asked)
      }}
    >
      <fieldset class="request-targets">
        <legend class="sr">What it is made by</legend>
        {(
          [
            ['like', 'Like tracks'],
            ['mix', 'A genre mix'],
          ] as const
        ).map(([value, words]) => (
          <label key={value}>
            <input type="radio" name="way" value={value} checked={way === value} onChange={() => setWay(value)} />
            {words}
          </label>
        ))}
      </fieldset>
      {way === 'like' ? (
        <LikedTracksField like={draft.like} includeLiked={draft.includeLiked} onChange={change} />
      ) : (
        <GenreMixField mix={draft.mix} onChange={(mix) => change({ mix })} />
      )}
      <label class="request-size">
        How many tracks
        <input
          type="number"
          inputMode="numeric"
          min={sizes.least}
          max={sizes.most}
          required
          value={draft.size}
          onInput={(event) => {
            const n = event.currentTarget.valueAsNumber
            if (Number.isInteger(n)) change({ size: n })
          }}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.includeUncertain}
          onChange={(event) => change({ includeUncertain: event.currentTarget.checked })}
        />
        Also tracks whose genre is not sure
      </label>
      <div class="row">
        <button type="submit" class="grow" disabled={!ready} aria-busy={busy}>
          <ListMusic aria-hidden="true" size={17} /> Make the list
        </button>
        <button type="button" class="calm" onClick={surprise} title="Another list of the same request; its number stands in the address">
          <Dices aria-hidden="true" size={17} /> Surprise me
        </button>
      </div>
      {!ready && <p class="quiet">{way === 'like' ? 'Choose a track first' : 'Choose a genre first'}, or let it surprise you.</p>}
    </form>
  )
}

import { useEffect, useMemo, useRef } from 'preact/hooks'
import { FirstWord, NoList } from '../playlist/EmptyPlaylist'
import { WishForm } from '../playlist/PlaylistRequestForm'
import { Result } from '../playlist/PlaylistResult'
import { asksForSomething, placeOf, readWish, type Wish } from '../playlist/playlistRequest'
import { usePlaylist } from '../playlist/usePlaylist'
import { go, query } from '../routing/location'

/** Makes playlists: by tracks or by a mix of genres. The address holds the wish. */
export function PlaylistView() {
  const text = query.value.toString()
  const wish = useMemo(() => readWish(new URLSearchParams(text)), [text])
  const asked = asksForSomething(wish)
  const { playlist, error, loading, again } = usePlaylist(asked ? wish : null)

  // On a phone the list is made out of sight, below the wish: whoever asked for it is taken there.
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef(false)
  useEffect(() => {
    const made = place.current
    if (!wanted.current || loading || !made) return
    wanted.current = false
    if (made.getBoundingClientRect().top > innerHeight / 2)
      made.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }, [loading, playlist])

  function make(next: Wish) {
    wanted.current = true
    const to = placeOf(next)
    if (to === placeOf(wish)) again()
    else go(to)
  }

  return (
    <>
      <h1>Playlist</h1>
      <div class="builder">
        <WishForm wish={wish} busy={loading} onMake={make} />
        <div class="builder-list" ref={place}>
          {!asked ? (
            <FirstWord />
          ) : playlist && playlist.tracks.length > 0 ? (
            <Result playlist={playlist} loading={loading} />
          ) : error || playlist ? (
            <NoList error={error} uncertain={wish.uncertain} again={again} onUncertain={() => make({ ...wish, uncertain: true })} />
          ) : (
            <p class="quiet" aria-busy="true">
              Making the list
            </p>
          )}
        </div>
      </div>
    </>
  )
}

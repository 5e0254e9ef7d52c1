import { useMemo } from 'preact/hooks'
import { go, query } from '../app/place'
import { FirstWord, NoList } from '../playlist/NoList'
import { Result } from '../playlist/Result'
import { usePlaylist } from '../playlist/usePlaylist'
import { asksForSomething, placeOf, readWish, type Wish } from '../playlist/wish'
import { WishForm } from '../playlist/WishForm'

/** Makes playlists: by tracks or by a mix of genres. The address holds the wish. */
export function PlaylistView() {
  const text = query.value.toString()
  const wish = useMemo(() => readWish(new URLSearchParams(text)), [text])
  const asked = asksForSomething(wish)
  const { playlist, error, loading, again } = usePlaylist(asked ? wish : null)

  function make(next: Wish) {
    const place = placeOf(next)
    if (place === placeOf(wish)) again()
    else go(place)
  }

  return (
    <>
      <h1>Playlist</h1>
      <div class="builder">
        <WishForm wish={wish} busy={loading} onMake={make} />
        {!asked
          ? <FirstWord />
          : playlist && playlist.tracks.length > 0
            ? <Result playlist={playlist} loading={loading} />
            : loading && !error
              ? <p class="quiet" aria-busy="true">Making the list</p>
              : <NoList error={error} uncertain={wish.uncertain} again={again} onUncertain={() => make({ ...wish, uncertain: true })} />}
      </div>
    </>
  )
}

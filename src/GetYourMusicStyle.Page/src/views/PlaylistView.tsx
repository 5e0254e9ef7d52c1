import { useEffect, useMemo, useRef } from 'preact/hooks'
import { EmptyPlaylist, PlaylistIntro } from '../playlist/EmptyPlaylist'
import { PlaylistRequestForm } from '../playlist/PlaylistRequestForm'
import { PlaylistResult } from '../playlist/PlaylistResult'
import { addressOf, hasTarget, type PlaylistRequest, parseRequest } from '../playlist/playlistRequest'
import { usePlaylist } from '../playlist/usePlaylist'
import { navigate, query } from '../routing/location'

/** Makes playlists: by tracks or by a mix of genres. The address holds the request. */
export function PlaylistView() {
  const text = query.value.toString()
  const request = useMemo(() => parseRequest(new URLSearchParams(text)), [text])
  const asked = hasTarget(request)
  const { playlist, error, loading, retry } = usePlaylist(asked ? request : null)

  // On a phone the list is made out of sight, below the request: whoever asked for it is taken there.
  const place = useRef<HTMLDivElement>(null)
  const wanted = useRef(false)
  useEffect(() => {
    const made = place.current
    if (!wanted.current || loading || !made) return
    wanted.current = false
    if (made.getBoundingClientRect().top > innerHeight / 2)
      made.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }, [loading, playlist])

  function make(next: PlaylistRequest) {
    wanted.current = true
    const to = addressOf(next)
    if (to === addressOf(request)) retry()
    else navigate(to)
  }

  return (
    <>
      <h1>Playlist</h1>
      <div class="builder">
        <PlaylistRequestForm request={request} busy={loading} onMake={make} />
        <div class="builder-list" ref={place}>
          {!asked ? (
            <PlaylistIntro />
          ) : playlist && playlist.tracks.length > 0 ? (
            <PlaylistResult playlist={playlist} loading={loading} />
          ) : error || playlist ? (
            <EmptyPlaylist
              error={error}
              uncertain={request.includeUncertain}
              again={retry}
              onUncertain={() => make({ ...request, includeUncertain: true })}
            />
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

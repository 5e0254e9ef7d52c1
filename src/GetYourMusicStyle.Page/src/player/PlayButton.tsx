import { Pause, Play } from 'lucide-preact'
import { type Playable, paused, playing, titleOf, toggle } from './player'

interface PlayProps {
  track: Playable
  following?: Playable[] | (() => Playable[])
  large?: boolean
  tabIndex?: number
}

/** Plays or pauses a track, then what follows it. */
export function PlayButton({ track, following, large, tabIndex }: PlayProps) {
  const on = playing.value?.id === track.id && !paused.value
  const size = large ? 24 : 16
  return (
    <button
      class={large ? 'icon play large' : 'plain icon play'}
      type="button"
      tabIndex={tabIndex}
      aria-label={`${on ? 'Pause' : 'Play'} ${titleOf(track)}`}
      onClick={(event) => {
        event.stopPropagation()
        toggle(track, typeof following === 'function' ? following() : following)
      }}
    >
      {on ? <Pause aria-hidden="true" size={size} /> : <Play aria-hidden="true" size={size} />}
    </button>
  )
}

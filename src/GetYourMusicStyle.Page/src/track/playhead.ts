// The play head as one track sees it.
import { playing, position } from '../player/player'

export { type Playable, play, seek, toggle } from '../player/player'

/** Where the play head of a track is, in seconds; at its beginning while something else plays. */
export const playheadOf = (id: number) => (playing.value?.id === id ? position.value : 0)

// The one thing that plays: every view shows and moves the same play head.
import { signal } from '@preact/signals'
import { root } from '../api/client'
import type { Track } from '../api/types'

export type Playable = Pick<Track, 'id' | 'title' | 'artist' | 'file_name' | 'duration_s' | 'genre'>

export const playing = signal<Playable | null>(null)
export const paused = signal(true)
/** Play head in seconds; moves smoothly while playing. */
export const position = signal(0)
export const duration = signal(0)
/** What the browser says when it cannot play the file, in words. */
export const playbackError = signal<string | null>(null)
/** What plays next, after the present track. */
export const queue = signal<Playable[]>([])

const audio = new Audio()
audio.preload = 'metadata'

audio.addEventListener('play', () => {
  paused.value = false
  tick()
})
audio.addEventListener('pause', () => {
  paused.value = true
})
audio.addEventListener('durationchange', () => {
  if (Number.isFinite(audio.duration)) duration.value = audio.duration
})
audio.addEventListener('seeked', () => {
  position.value = audio.currentTime
})
audio.addEventListener('timeupdate', () => {
  position.value = audio.currentTime
})
audio.addEventListener('ended', () => next())
audio.addEventListener('error', () => {
  if (!audio.error || !playing.value) return
  playbackError.value =
    audio.error.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED
      ? 'This browser cannot play this kind of file. Its genres are known all the same.'
      : 'The audio cannot be loaded at the moment.'
})

function tick() {
  if (audio.paused) return
  position.value = audio.currentTime
  requestAnimationFrame(tick)
}

function load(track: Playable, at: number) {
  if (playing.value?.id !== track.id) {
    playbackError.value = null
    playing.value = track
    duration.value = track.duration_s ?? 0
    audio.src = `${root}/tracks/${track.id}/audio`
    if ('mediaSession' in navigator)
      navigator.mediaSession.metadata = new MediaMetadata({ title: titleOf(track), artist: track.artist ?? '' })
  }
  audio.currentTime = at
  position.value = at
}

/** Plays a track from a place in seconds (where it is, if it is the present one), then what follows. */
export function play(track: Playable, at?: number, following: Playable[] = []) {
  const same = playing.value?.id === track.id
  if (!same || at !== undefined) load(track, at ?? 0)
  queue.value = following
  audio.play().catch(() => {
    /* the error event tells */
  })
}

/** Puts the play head of a track somewhere, without starting it. */
export function seek(track: Playable, at: number) {
  load(track, at)
}

export function toggle(track?: Playable, following: Playable[] = []) {
  if (track && track.id !== playing.value?.id) play(track, undefined, following)
  else if (audio.paused)
    audio.play().catch(() => {
      /* the error event tells */
    })
  else audio.pause()
}

function next() {
  const [first, ...rest] = queue.value
  if (first) play(first, 0, rest)
}

/** Stops and puts the player away. */
export function close() {
  audio.pause()
  audio.removeAttribute('src')
  playing.value = null
  queue.value = []
}

export const titleOf = (track: Pick<Track, 'title' | 'file_name'>) => track.title || track.file_name

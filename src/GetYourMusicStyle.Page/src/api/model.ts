// The ensemble in use, and the colour of a genre.
import { computed, signal } from '@preact/signals'
import { get } from './client'
import type { Model } from './types'

export const model = signal<Model | null>(null)

export const genres = computed(() => model.value?.genres ?? [])

const sounds = computed(() => new Map(model.value?.sounds.map((sound) => [sound.name, sound])))

/** What sort of sound a name stands for; one of another model is just a sound. */
export const kindOf = (sound: string) => sounds.value.get(sound)?.kind ?? 'sound'

/** The share of tracks for which a sound was right when it was shown, where that was measured. */
export const precisionOf = (sound: string) => sounds.value.get(sound)?.precision

const colors = computed(() => new Map(genres.value.map((genre) => [genre.name, genre.color])))

/** The colour that a genre has everywhere; grey for one of another model. */
export const colorOf = (genre: string | null | undefined) => (genre && colors.value.get(genre)) || '#8a8f98'

export async function loadModel(): Promise<void> {
  model.value = await get<Model>('model')
}

// The tracks someone has chosen, to make a playlist of them.
import { signal } from '@preact/signals'

/** As many as a playlist can be like. */
export const maxSelected = 20

export const selection = signal<ReadonlySet<number>>(new Set())

export function select(id: number, on: boolean) {
  const next = new Set(selection.peek())
  if (!on) next.delete(id)
  else if (next.size < maxSelected) next.add(id)
  selection.value = next
}

export const clearSelection = () => {
  selection.value = new Set()
}

// The tracks someone has chosen, to make a playlist of them.
import { signal } from '@preact/signals'

/** As many as a playlist can be like. */
export const most = 20

export const chosen = signal<ReadonlySet<number>>(new Set())

export function choose(id: number, on: boolean) {
  const next = new Set(chosen.peek())
  if (!on) next.delete(id)
  else if (next.size < most) next.add(id)
  chosen.value = next
}

export const chooseNone = () => {
  chosen.value = new Set()
}

// The rows of one list, fetched a block at a time as they come into view.
import { signal } from '@preact/signals'
import { get } from '../api/client'
import type { Track, TrackPage } from '../api/types'

const blockSize = 100
const maxBlocks = 100 // blocks in memory

export class TrackBlocks {
  /** Counts what has come; rows are read again when it changes. */
  readonly revision = signal(0)
  readonly error = signal<Error | undefined>(undefined)
  /** How many rows there are, once the end has been seen. */
  readonly end = signal<number | undefined>(undefined)
  private readonly blocks = new Map<number, Track[]>()
  /** What the server calls the end of the block before. */
  private readonly cursors = new Map<number, string | null>([[0, null]])
  private readonly running = new Map<number, AbortController>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private visible = [0, 0] as [number, number]

  constructor(readonly query: string) {
    void this.load(0)
  }

  at(index: number): Track | undefined {
    return this.blocks.get(Math.floor(index / blockSize))?.[index % blockSize]
  }

  /** At least so many rows, as far as has been seen. */
  get loadedCount(): number {
    return Math.max(0, ...[...this.blocks].map(([b, tracks]) => b * blockSize + tracks.length))
  }

  /** Tracks that follow a row, as far as they are here. */
  after(index: number): Track[] {
    const tracks: Track[] = []
    while (tracks.length < 500) {
      const track = this.at(index + 1 + tracks.length)
      if (!track) break
      tracks.push(track)
    }
    return tracks
  }

  /** These rows are in view; a hand that still moves the list asks for nothing. */
  show(first: number, last: number) {
    this.visible = [Math.floor(first / blockSize), Math.floor(last / blockSize)]
    if (!this.missing().length) return
    clearTimeout(this.timer)
    this.timer = setTimeout(
      () => {
        for (const [b, stop] of this.running) if (b < this.visible[0] || b > this.visible[1]) stop.abort()
        for (const b of this.missing()) void this.load(b)
      },
      this.blocks.size ? 60 : 0,
    )
  }

  /** Fetches the block of a row, unless it is here. */
  ensure(index: number): Promise<void> {
    return this.load(Math.floor(index / blockSize))
  }

  /** Goes on after an error. */
  retry() {
    if (!this.error.value) return
    this.error.value = undefined
    for (const b of this.missing()) void this.load(b)
  }

  stop() {
    clearTimeout(this.timer)
    for (const stop of this.running.values()) stop.abort()
  }

  private missing(): number[] {
    const missing: number[] = []
    for (let b = this.visible[0]; b <= this.visible[1]; b++) if (!this.blocks.has(b) && !this.running.has(b)) missing.push(b)
    return missing
  }

  private async load(b: number): Promise<void> {
    if (this.blocks.has(b) || this.running.has(b) || (this.end.peek() ?? Infinity) <= b * blockSize) return
    // From the nearest known place before it, the server skips what lies between.
    let from = b
    while (!this.cursors.has(from)) from--
    const after = this.cursors.get(from)
    const stop = new AbortController()
    this.running.set(b, stop)
    try {
      const page = await get<TrackPage>(
        `tracks?limit=${blockSize}&${this.query}${after ? `&after=${after}` : ''}${from < b ? `&skip=${(b - from) * blockSize}` : ''}`,
        stop.signal,
      )
      this.blocks.set(b, page.items)
      if (page.next) this.cursors.set(b + 1, page.next)
      else if (page.items.length || b === 0) this.end.value = b * blockSize + page.items.length
      this.evict(b)
      this.error.value = undefined
      this.revision.value++
    } catch (error) {
      if (!stop.signal.aborted) this.error.value = error as Error
    } finally {
      this.running.delete(b)
    }
  }

  private evict(around: number) {
    if (this.blocks.size <= maxBlocks) return
    const furthest = [...this.blocks.keys()].reduce((a, b) => (Math.abs(b - around) > Math.abs(a - around) ? b : a))
    this.blocks.delete(furthest)
  }
}

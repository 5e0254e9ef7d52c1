// The map's columns, made ready to draw.
import type { TrackMap } from '../api/types'

export const noGenre = 'No genre'

export interface GenreCluster {
  genre: string
  points: [number, number, number][]
  labelAt: [number, number]
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!

/** The points of each genre (x, y, track), the most frequent first, with the place of its name: the middle of its points. */
export function clusterByGenre(map: TrackMap): GenreCluster[] {
  const points = new Map<number, [number, number, number][]>()
  map.ids.forEach((id, i) => {
    const genre = map.genre[i]!
    if (!points.has(genre)) points.set(genre, [])
    points.get(genre)!.push([map.x[i]!, map.y[i]!, id])
  })
  return [...points]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([genre, some]) => ({
      genre: map.genres[genre] ?? noGenre,
      points: some,
      labelAt: [median(some.map((p) => p[0])), median(some.map((p) => p[1]))],
    }))
}

/** What both axes show, so that a step is as long across as it is down, on a chart of this shape. */
export function axisRanges(map: TrackMap, width: number, height: number): { x: [number, number]; y: [number, number] } {
  const range = (values: number[]) =>
    values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)] as [number, number], [Infinity, -Infinity] as [number, number])
  const [x, y] = [range(map.x), range(map.y)]
  const step = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height, 1e-9) * 1.12
  const around = ([a, b]: [number, number], size: number): [number, number] => [
    (a + b) / 2 - (step * size) / 2,
    (a + b) / 2 + (step * size) / 2,
  ]
  return { x: around(x, width), y: around(y, height) }
}

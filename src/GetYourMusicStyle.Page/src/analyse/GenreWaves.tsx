import { genres } from '../api/model'

const [width, height, steps, layers] = [1200, 160, 60, 7]

/** How high each layer stands at a place: slow waves that never meet in the same way. */
const thickness = (layer: number, x: number) =>
  1 + 0.55 * Math.sin(x * 6.3 * (0.7 + layer * 0.23) + layer * 2.1) + 0.4 * Math.sin(x * 15 - layer * 1.3)

/** A band of genres over time, as decoration: what the page is about before there is anything to show. */
export function GenreWaves() {
  const colors = genres.value.slice(0, layers).map((genre) => genre.color)
  const edges = [Array<number>(steps + 1).fill(0)]
  for (let layer = 0; layer < colors.length; layer++) edges.push(edges[layer]!.map((below, step) => below + thickness(layer, step / steps)))
  const top = edges.at(-1)!
  const at = (edge: number[], step: number) =>
    `${(step / steps) * width} ${(height * (1 - ((0.85 + 0.15 * Math.sin(step / 7)) * edge[step]!) / (top[step] || 1))).toFixed(1)}`
  return (
    <svg class="waves" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {colors.map((color, layer) => (
        <path
          key={color}
          fill={color}
          d={`M${[...edges[layer]!.keys()].map((step) => at(edges[layer]!, step)).join('L')}L${[...top.keys()]
            .reverse()
            .map((step) => at(edges[layer + 1]!, step))
            .join('L')}Z`}
        />
      ))}
    </svg>
  )
}

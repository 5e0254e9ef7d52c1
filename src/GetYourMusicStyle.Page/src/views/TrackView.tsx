export function TrackView({ id }: { id: number }) {
  return <h1>Track {id}</h1>
}

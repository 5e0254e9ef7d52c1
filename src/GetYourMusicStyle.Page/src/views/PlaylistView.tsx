export function PlaylistView() {
  return <h1>Playlist</h1>
}

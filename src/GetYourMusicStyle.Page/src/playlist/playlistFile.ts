// A playlist as a file: exactly the tracks that are shown, in their order.
import { call } from '../api/client'

export const formats = [
  { name: 'M3U8', type: 'audio/x-mpegurl', extension: 'm3u8', for: 'Navidrome, Jellyfin, VLC and nearly every player' },
  { name: 'XSPF', type: 'application/xspf+xml', extension: 'xspf', for: 'VLC, Clementine, Strawberry' },
  { name: 'JSPF', type: 'application/jspf+json', extension: 'jspf', for: 'ListenBrainz and programs' },
] as const

export type Format = (typeof formats)[number]

/** Asks for the file and hands it to the browser as a download. */
export async function downloadPlaylist(format: Format, tracks: number[], name: string, prefix: string): Promise<string> {
  const response = await call('playlists', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: format.type },
    body: JSON.stringify({ tracks, name, ...(prefix ? { prefix } : {}) }),
  })
  const file = `${fileName(name)}.${format.extension}`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = file
  link.click()
  // The download has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return file
}

/** The name without what file systems do not take. */
const fileName = (name: string) =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100) || 'playlist'

import { AudioLines, Drama, Guitar, type LucideIcon, MicVocal } from 'lucide-preact'

const icons: Record<string, LucideIcon> = { instrument: Guitar, voice: MicVocal, mood: Drama }

/** What sort of sound it is, as a picture; words beside it say what it is. */
export function SoundIcon({ kind }: { kind: string }) {
  const Icon = icons[kind] ?? AudioLines
  return <Icon class={`sound-icon ${kind}`} aria-hidden="true" size={15} />
}

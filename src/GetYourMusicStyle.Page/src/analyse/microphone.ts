// A recording from the microphone: as it is in the room, without what makes speech clear and music flat.
import { effect, signal } from '@preact/signals'

export const minSeconds = 3 // seconds; less gives no verdict
export const maxSeconds = 600 // seconds

export interface MicrophoneError {
  title: string
  help: string
}

type Phase = 'off' | 'asking' | 'recording'

export const phase = signal<Phase>('off')
export const microphoneError = signal<MicrophoneError | null>(null)
/** How long it has been recording, in seconds. */
export const recordedSeconds = signal(0)

// Opus in WebM (Chromium, Firefox), AAC in MP4 (Safari).
const recordingFormats: [type: string, ending: string][] = [
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg;codecs=opus', 'ogg'],
]

let finish: ((keep: boolean) => void) | null = null
let analyser: AnalyserNode | null = null

/** Records until someone stops it (or after `longest`); null if it is discarded or cannot be. */
export async function record(): Promise<File | null> {
  if (phase.value !== 'off') return null
  microphoneError.value = null
  if (!globalThis.isSecureContext || !navigator.mediaDevices || !globalThis.MediaRecorder) {
    microphoneError.value = globalThis.isSecureContext
      ? { title: 'This browser cannot record', help: 'Record with another program and drop the file here.' }
      : {
          title: 'The microphone needs a safe connection',
          help: 'Browsers allow it only on localhost or over HTTPS. Ask whoever runs the server for an https address, or record with another program and drop the file here.',
        }
    return null
  }
  phase.value = 'asking'
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: { ideal: 1 } },
    })
  } catch (error) {
    microphoneError.value = explain(error as DOMException)
    phase.value = 'off'
    return null
  }
  try {
    return await capture(stream)
  } finally {
    for (const track of stream.getTracks()) track.stop()
    phase.value = 'off'
  }
}

export const stop = () => finish?.(true)
export const discard = () => finish?.(false)

async function capture(stream: MediaStream): Promise<File | null> {
  const [type, ending] = recordingFormats.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? [undefined, 'webm']
  const recorder = new MediaRecorder(stream, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: 160_000 })
  const listening = measureLevel(stream)
  const parts: Blob[] = []
  const started = new Date()
  const keep = await new Promise<boolean>((resolve) => {
    let wanted = true
    const from = performance.now()
    recordedSeconds.value = 0
    const clock = setInterval(() => {
      recordedSeconds.value = (performance.now() - from) / 1000
      if (recordedSeconds.value >= maxSeconds) recorder.stop()
    }, 200)
    recorder.ondataavailable = (event) => {
      if (event.data.size) parts.push(event.data)
    }
    // Also when the microphone is unplugged: what there is of it is kept.
    recorder.onstop = () => {
      clearInterval(clock)
      resolve(wanted)
    }
    finish = (keepIt) => {
      wanted = keepIt
      if (recorder.state !== 'inactive') recorder.stop()
    }
    recorder.start(1000)
    phase.value = 'recording'
  })
  finish = null
  listening()
  if (!keep) return null
  if (recordedSeconds.value < minSeconds) {
    microphoneError.value = { title: 'That was too short', help: `A verdict needs at least ${minSeconds} seconds of music.` }
    return null
  }
  return new File(parts, `Recording ${fileTimestamp(started)}.${ending}`, { type: (type ?? 'audio/webm').split(';')[0]! })
}

/** How loud it is now: 0 (silence, or below -60 dBFS) to 1 (full scale). */
export function level(): number {
  if (!analyser) return 0
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length)
  return Math.min(1, Math.max(0, 1 + Math.log10(rms + 1e-9) / 3))
}

function measureLevel(stream: MediaStream): () => void {
  const context = new AudioContext()
  analyser = context.createAnalyser()
  analyser.fftSize = 2048
  context.createMediaStreamSource(stream).connect(analyser)
  return () => {
    analyser = null
    void context.close()
  }
}

function explain(error: DOMException): MicrophoneError {
  switch (error.name) {
    case 'NotAllowedError':
      return {
        title: 'The microphone is not allowed',
        help: 'Allow it for this page in the browser (the sign beside the address), then try again.',
      }
    case 'NotFoundError':
      return { title: 'There is no microphone', help: 'Plug one in and try again, or record elsewhere and drop the file here.' }
    case 'NotReadableError':
      return { title: 'The microphone is busy', help: 'Another program may be using it. Close that and try again.' }
    default:
      return { title: 'The microphone cannot be used', help: error.message || 'Try again, or record elsewhere and drop the file here.' }
  }
}

/** 2026-11-23 14.05, in local time, and allowed in file names everywhere. */
function fileTimestamp(time: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}.${two(time.getMinutes())}`
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()
effect(() => {
  if (phase.value === 'recording') addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
})

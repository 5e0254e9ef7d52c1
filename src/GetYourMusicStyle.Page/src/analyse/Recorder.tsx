import { Square, Trash2 } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { formatDuration } from '../components/format'
import { styleColor } from '../style/theme'
import { discard, level, maxSeconds, minSeconds, phase, record, recordedSeconds, stop } from './microphone'
import { startUpload } from './uploadQueue'
import { notice } from './uploads'

/** Records, then analyses what was recorded. */
export async function startRecording() {
  notice.value = null
  const file = await record()
  if (!file) return
  startUpload({ name: null, files: [{ file, path: file.name }] }, true)
  // The button that was pressed is gone; who uses the keyboard goes on from here.
  document.getElementById('main')?.focus()
}

/** While the page listens: how loud, how long, and the way out. */
export function Recorder() {
  const seconds = Math.floor(recordedSeconds.value)
  const quiet = useQuiet()
  const button = useRef<HTMLButtonElement>(null)
  const on = phase.value === 'recording'
  const long = seconds >= minSeconds
  useEffect(() => {
    if (on) button.current?.focus()
  }, [on])
  return (
    <section class="drop recording" aria-labelledby="recording-title">
      <div class="inside">
        <h1 id="recording-title">{on ? 'Listening …' : 'May this page use the microphone?'}</h1>
        {!on && <p class="lead">The browser asks you. It hears only what you record here.</p>}
        {on && (
          <>
            <Meter />
            <p class="clock numbers">
              <span class="pulse" aria-hidden="true" />
              {formatDuration(seconds)} <small class="quiet">of at most {formatDuration(maxSeconds)}</small>
            </p>
            <div class="ways">
              <button
                ref={button}
                type="button"
                onClick={() => {
                  if (long) stop()
                }}
                aria-disabled={!long}
              >
                <Square aria-hidden="true" size={16} fill="currentColor" /> Stop and analyse
              </button>
              <button type="button" class="secondary" onClick={discard}>
                <Trash2 aria-hidden="true" size={16} /> Discard
              </button>
            </div>
            <p class="promise" role="status">
              {!long
                ? `At least ${minSeconds} seconds are needed.`
                : quiet
                  ? 'It is very quiet. Move closer to the music.'
                  : 'Half a minute tells more than a few seconds.'}
            </p>
          </>
        )}
      </div>
    </section>
  )
}

/** Whether hardly anything has been heard for some seconds. */
function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setQuiet((seconds) => (level() < 0.15 ? seconds + 1 : 0)), 1000)
    return () => clearInterval(timer)
  }, [])
  return quiet >= 4
}

const bars = 96

/** The loudness of the last seconds, running to the left. */
function Meter() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const history = Array<number>(bars).fill(0)
    const { width, height } = canvas.current!
    const timer = setInterval(() => {
      history.shift()
      history.push(level())
      const context = canvas.current?.getContext('2d')
      if (!context) return
      context.clearRect(0, 0, width, height)
      context.fillStyle = styleColor('--pico-primary')
      history.forEach((value, place) => {
        const tall = Math.max(4, value * height)
        context.beginPath()
        context.roundRect(place * (width / bars) + 1, (height - tall) / 2, width / bars - 3, tall, 3)
        context.fill()
      })
    }, 60)
    return () => clearInterval(timer)
  }, [])
  return <canvas ref={canvas} class="meter" width={960} height={144} aria-hidden="true" />
}

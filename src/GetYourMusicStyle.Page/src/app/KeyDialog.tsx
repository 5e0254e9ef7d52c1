import { useEffect, useRef, useState } from 'preact/hooks'
import { keyRequired, provider, signIn } from '../api/client'

/** Asks for an API key when the server wants one. */
export function KeyDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const wanted = keyRequired.value

  useEffect(() => {
    if (wanted && !dialog.current?.open) dialog.current?.showModal()
    if (!wanted) dialog.current?.close()
  }, [wanted])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await signIn(String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim())
    } catch (problem) {
      setError((problem as Error).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="key-title" onCancel={(event) => event.preventDefault()}>
      <article>
        <h2 id="key-title">This server asks for a key</h2>
        <form onSubmit={submit}>
          <label>
            API key
            <input
              name="key"
              type="password"
              required
              autocomplete="current-password"
              aria-invalid={error ? 'true' : undefined}
              aria-describedby="key-help"
            />
          </label>
          <p id="key-help" class={error ? 'bad' : 'quiet'} role={error ? 'alert' : undefined}>
            {error ?? 'Whoever runs the server makes keys. This browser gets a cookie that stands for yours, and that scripts cannot read.'}
          </p>
          <button type="submit" aria-busy={busy} disabled={busy}>
            Go on
          </button>
          {provider.value && (
            <p>
              or <a href={provider.value}>sign in without a key</a>
            </p>
          )}
        </form>
      </article>
    </dialog>
  )
}

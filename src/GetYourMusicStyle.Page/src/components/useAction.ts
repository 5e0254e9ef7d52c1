// Something that a button sets going at the server: whether it is under way, and what went wrong.
import { useState } from 'preact/hooks'

export function useAction() {
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  /** Does it, unless something else is under way; the name tells which button is busy. */
  async function run(name: string, what: () => Promise<void>) {
    if (busy) return
    setBusy(name)
    setError(null)
    try {
      await what()
    } catch (error) {
      setError((error as Error).message)
    } finally {
      setBusy(null)
    }
  }

  return { busy, error, run }
}

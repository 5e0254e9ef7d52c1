// Data from the server inside a component.
import { useEffect, useRef, useState } from 'preact/hooks'
import { get, keyRequired, online } from './client'

export interface GetState<T> {
  data: T | undefined
  error: Error | undefined
  loading: boolean
  reload: () => void
}

/**
 * Gets an address (null: nothing yet) and keeps what came last while it is fetched again: when the address changes, every `everyS` seconds
 * while the page is seen, after a key was given, and once a lost server is back.
 */
export function useGet<T>(path: string | null, everyS?: number): GetState<T> {
  const [state, setState] = useState<{ path: string | null; data?: T; error?: Error; loading: boolean }>({
    path: null,
    loading: path !== null,
  })
  const [attempt, setAttempt] = useState(0)
  const reload = useRef(() => setAttempt((n) => n + 1)).current
  const asking = useRef(false)
  const back = online.value && !keyRequired.value

  useEffect(() => {
    if (path === null || !back) return
    const stop = new AbortController()
    asking.current = true
    setState((s) => ({ ...(s.path === path ? s : {}), path, loading: true }))
    get<T>(path, stop.signal)
      .then(
        (data) => setState({ path, data, loading: false }),
        (error: Error) => {
          if (!stop.signal.aborted) setState((s) => ({ ...s, error, loading: false }))
        },
      )
      .finally(() => {
        if (!stop.signal.aborted) asking.current = false
      })
    return () => {
      stop.abort()
      asking.current = false
    }
  }, [path, attempt, back])

  useEffect(() => {
    if (!everyS) return
    // A server that takes longer than that to answer is let finish.
    const timer = setInterval(() => {
      if (!document.hidden && !asking.current) reload()
    }, everyS * 1000)
    return () => clearInterval(timer)
  }, [everyS, reload])

  const current = state.path === path ? state : { loading: path !== null }
  return {
    data: 'data' in current ? current.data : undefined,
    error: 'error' in current ? current.error : undefined,
    loading: current.loading,
    reload,
  }
}

import { useEffect, useRef } from 'preact/hooks'
import { needsRefresh, refresh } from './uploadProgress'
import type { Upload } from './uploads'

/** Keeps what is seen up to date: asks at once, and again every second and a half while something is open. */
export function useUploadRefresh(uploads: readonly Upload[]) {
  const seen = useRef(uploads)
  seen.current = uploads
  useEffect(() => {
    const ask = () => {
      if (!document.hidden && seen.current.some(needsRefresh)) void refresh(seen.current)
    }
    ask()
    const timer = setInterval(ask, 1500)
    return () => clearInterval(timer)
  }, [])
}

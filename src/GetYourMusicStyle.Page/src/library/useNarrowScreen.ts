import { useEffect, useState } from 'preact/hooks'

const phone = matchMedia('(max-width: 48rem)')

/** Whether the screen is a phone's. */
export function useNarrowScreen(): boolean {
  const [narrow, setNarrow] = useState(phone.matches)
  useEffect(() => {
    const tell = () => setNarrow(phone.matches)
    phone.addEventListener('change', tell)
    return () => phone.removeEventListener('change', tell)
  }, [])
  return narrow
}

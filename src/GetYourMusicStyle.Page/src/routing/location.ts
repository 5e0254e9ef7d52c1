// Where one is: the path behind the hash (for the router) and its query, as in #/playlist?like=12,13.
import { computed, signal } from '@preact/signals'

const hash = signal(location.hash)
addEventListener('hashchange', () => {
  hash.value = location.hash
})

const parts = computed(() => {
  const [path = '', query = ''] = hash.value.replace(/^#?\/?/, '').split(/\?(.*)/s)
  return { path: `/${path}`, query }
})

/** The query of the present place; an empty one where there is none. */
export const query = computed(() => new URLSearchParams(parts.value.query))

/** Goes to a place such as `/playlist?like=12`; with `replace` the present one is not kept in the history. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`)
  hash.value = location.hash
}

/** The router's way to know the place: the path without the query. */
export const useHashLocation = (): [string, typeof navigate] => [parts.value.path, navigate]
useHashLocation.hrefs = (href: string) => `#${href}`

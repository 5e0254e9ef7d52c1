import { AudioLines, Library, ListMusic, ListTodo, LogOut, Map as MapIcon, Moon, Sun } from 'lucide-preact'
import { useLocation } from 'wouter-preact'
import { session, signOut } from '../api/session'
import { dark, setDark } from '../style/theme'

const places = [
  { to: '/', name: 'Analyse', Icon: AudioLines },
  { to: '/library', name: 'Library', Icon: Library },
  { to: '/map', name: 'Map', Icon: MapIcon },
  { to: '/playlist', name: 'Playlist', Icon: ListMusic },
  { to: '/work', name: 'Work', Icon: ListTodo },
]

/** Where one can go: a row at the top on a wide screen, at the bottom within the thumb's reach on a phone. */
export function Navigation() {
  const [here] = useLocation()
  const at = (to: string) => (to === '/' ? here === '/' : here.startsWith(to) || (to === '/library' && here.startsWith('/tracks')))
  return (
    <header class="top">
      <a class="brand" href="#/">
        <img src="icon.svg" alt="" width="26" height="26" /> GetYourMusicStyle
      </a>
      <nav aria-label="Main">
        <ul>
          {places.map(({ to, name, Icon }) => (
            <li key={to}>
              <a href={`#${to}`} aria-current={at(to) ? 'page' : undefined}>
                <Icon aria-hidden="true" size={18} />
                <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {session.value?.signed_in && (
        <button
          class="plain icon"
          type="button"
          aria-label="Sign out"
          title={`Sign out ${session.value.name}`}
          onClick={() => void signOut()}
        >
          <LogOut aria-hidden="true" size={18} />
        </button>
      )}
      <button
        class="plain icon"
        type="button"
        aria-label={dark.value ? 'Light colours' : 'Dark colours'}
        onClick={() => setDark(!dark.value)}
      >
        {dark.value ? <Sun aria-hidden="true" size={18} /> : <Moon aria-hidden="true" size={18} />}
      </button>
    </header>
  )
}

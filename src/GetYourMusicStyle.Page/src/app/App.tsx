import { useEffect } from 'preact/hooks'
import { Route, Router, Switch } from 'wouter-preact'
import { keyRequired, online, waitForServer } from '../api/client'
import { loadModel } from '../api/model'
import { loadSession } from '../api/session'
import { EmptyState } from '../components/EmptyState'
import { PlayerBar } from '../player/PlayerBar'
import { useHashLocation } from '../routing/location'
import { AnalyseView } from '../views/AnalyseView'
import { BatchView } from '../views/BatchView'
import { LibraryView } from '../views/LibraryView'
import { MapView } from '../views/MapView'
import { PlaylistView } from '../views/PlaylistView'
import { TrackView } from '../views/TrackView'
import { WorkView } from '../views/WorkView'
import { KeyDialog } from './KeyDialog'
import { Navigation } from './Navigation'

/** The frame of the page: where one can go, what plays, and what stands in the way (a key, a lost server). */
export function App() {
  const back = online.value && !keyRequired.value
  useEffect(() => {
    if (!back) return
    loadModel().catch(() => waitForServer())
    loadSession().catch(() => undefined)
  }, [back])
  useEffect(() => {
    // A page that nobody touches notices too.
    const beat = setInterval(() => {
      if (!document.hidden) void waitForServer()
    }, 10_000)
    addEventListener('offline', waitForServer)
    return () => {
      clearInterval(beat)
      removeEventListener('offline', waitForServer)
    }
  }, [])
  return (
    <Router hook={useHashLocation}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        Skip to the content
      </a>
      <Navigation />
      {!online.value && (
        <p class="banner" role="alert">
          The server cannot be reached. Nothing is lost; this page goes on as soon as it is back.
        </p>
      )}
      <main id="main" tabIndex={-1}>
        <Switch>
          <Route path="/" component={AnalyseView} />
          <Route path="/tracks/:id">{({ id }) => <TrackView id={Number(id)} key={id} />}</Route>
          <Route path="/library" component={LibraryView} />
          <Route path="/map" component={MapView} />
          <Route path="/playlist" component={PlaylistView} />
          <Route path="/work" component={WorkView} />
          <Route path="/work/:batch">{({ batch }) => <BatchView id={batch} key={batch} />}</Route>
          <Route>
            <EmptyState title="There is no such page" whole>
              Go on with one of the entries above.
            </EmptyState>
          </Route>
        </Switch>
      </main>
      <PlayerBar />
      <KeyDialog />
    </Router>
  )
}

import { type ReactNode, useEffect } from 'react';
import type { PageView } from '../page-state.ts';
import { BlockList } from './block-list.tsx';
import { SurfaceContext, useSurfaceParts } from './surface-context.ts';
import { useWorkspace } from './workspace-context.ts';

/** The app's Home, which it publishes when somebody opens it. */
export function HomePane(): ReactNode {
  const { state, call } = useWorkspace();
  useEffect(() => {
    void call('home', {});
    // Sent once per opening, not on every render.
  }, []);
  return (
    <main className="pane home" data-testid="home">
      <header className="pane-head">
        <h2>Halfopen</h2>
        <span className="badge">APP</span>
        <span className="quiet">Home</span>
      </header>
      <div className="messages">
        {state.home ? (
          <HomeView key={state.home.id} view={state.home} />
        ) : (
          <p className="welcome">Halfopen has not shown its Home yet.</p>
        )}
      </div>
    </main>
  );
}

function HomeView({ view }: { view: PageView }): ReactNode {
  const surface = useSurfaceParts({ kind: 'view', id: view.id });
  return (
    <SurfaceContext.Provider value={surface}>
      <BlockList blocks={view.blocks} />
    </SurfaceContext.Provider>
  );
}

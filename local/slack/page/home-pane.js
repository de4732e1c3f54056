import { useEffect } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { BlockList } from './block-list.tsx';
import { SurfaceContext } from './surface-context.ts';
import { useSurfaceParts } from './use-surface-parts.ts';
import { useWorkspace } from './workspace-context.ts';
/** The app's Home, which it publishes when somebody opens it. */
export function HomePane() {
  const { state, call } = useWorkspace();
  useEffect(() => {
    void call('home', {});
    // Told once for each opening, not whenever the page is drawn.
  }, []);
  return _jsxs('main', {
    className: 'pane home',
    'data-testid': 'home',
    children: [
      _jsxs('header', {
        className: 'pane-head',
        children: [
          _jsx('h2', { children: 'Halfopen' }),
          _jsx('span', { className: 'badge', children: 'APP' }),
          _jsx('span', { className: 'quiet', children: 'Home' }),
        ],
      }),
      _jsx('div', {
        className: 'messages',
        children: state.home
          ? _jsx(HomeView, { view: state.home }, state.home.id)
          : _jsx('p', { className: 'welcome', children: 'Halfopen has not shown its Home yet.' }),
      }),
    ],
  });
}
function HomeView({ view }) {
  const surface = useSurfaceParts({ kind: 'view', id: view.id });
  return _jsx(SurfaceContext.Provider, {
    value: surface,
    children: _jsx(BlockList, { blocks: view.blocks }),
  });
}

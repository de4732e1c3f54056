import { useMemo, useState } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { callStandIn, uploadFile } from './call-stand-in.ts';
import { ChannelPane } from './channel-pane.tsx';
import { HomePane } from './home-pane.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { Toast } from './toast.tsx';
import { useRemembered } from './use-remembered.ts';
import { useStateOf } from './use-state-of.ts';
import { ViewDialog } from './view-dialog.tsx';
import { WorkspaceContext } from './workspace-context.ts';
/** Under which name a tab remembers whom one acts as, and who that is at first. */
export const ME = ['me', 'UONCALL'];
/** What stands in the middle when the Home is shown instead of a channel. */
const HOME = 'home';
/** The whole page: a workspace as one person sees it. */
export function App() {
  const [me, setMe] = useRemembered(...ME);
  const [place, setPlace] = useRemembered('place', '#on-call');
  const [thread, setThread] = useState();
  const [said, notify] = useState('');
  const { state, isLost, refresh } = useStateOf(me);
  const workspace = useMemo(
    () =>
      state && {
        state,
        notify,
        openThread: (channel, ts) => setThread({ channel, ts }),
        upload: (file) => uploadFile(me, file),
        async call(path, body) {
          const answer = await callStandIn(path, { as: me, ...body });
          await refresh();
          return answer;
        },
      },
    [state, me, refresh],
  );
  if (!state || !workspace) return _jsx(Waiting, { isLost: isLost });
  const channel = state.channels.find(({ key }) => key === place) ?? state.channels[0];
  const modal = state.modals.at(-1);
  const go = (next) => {
    setPlace(next);
    setThread(undefined);
  };
  return _jsxs(WorkspaceContext.Provider, {
    value: workspace,
    children: [
      _jsxs('p', {
        className: 'notice',
        role: 'note',
        children: [
          'This page stands in for Slack: no token was given, so all of it stays on this machine.',
          isLost && _jsx('strong', { children: ' The host does not answer. Is npm start still running?' }),
        ],
      }),
      _jsxs('div', {
        className: `workspace ${thread ? 'with-thread' : ''}`,
        children: [
          _jsx(Sidebar, { place: place === HOME ? HOME : (channel?.key ?? ''), go: go, act: setMe }),
          place === HOME || !channel
            ? _jsx(HomePane, {}, me)
            : _jsx(ChannelPane, { channel: channel }, channel.key),
          thread && _jsx(ThreadPane, { ...thread, close: () => setThread(undefined) }, thread.ts),
        ],
      }),
      modal && _jsx(ViewDialog, { view: modal, depth: state.modals.length }, modal.id),
      _jsx(Toast, { text: said, clear: () => notify('') }),
    ],
  });
}
function Waiting({ isLost }) {
  return _jsx('p', {
    className: 'waiting',
    children: isLost ? 'The host does not answer. Is npm start still running?' : 'Loading…',
  });
}

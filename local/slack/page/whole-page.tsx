import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { callStandIn, uploadFile } from './call-stand-in.ts';
import { ChannelPane } from './channel-pane.tsx';
import { HomePane } from './home-pane.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { usePermalink } from './use-permalink.ts';
import { useRemembered } from './use-remembered.ts';
import { useStateOf } from './use-state-of.ts';
import { ViewDialog } from './view-dialog.tsx';
import { type Workspace, WorkspaceContext } from './workspace-context.ts';

/** Under which name a tab remembers whom one acts as, and who that is at first. */
export const ME = ['me', 'UONCALL'] as const;

/** What stands in the middle when the Home is shown instead of a channel. */
const HOME = 'home';

/** The whole page: a workspace as one person sees it. */
export function App(): ReactNode {
  const [me, setMe] = useRemembered(...ME);
  const [place, setPlace] = useRemembered('place', '#on-call');
  const [thread, setThread] = useState<{ channel: string; ts: string }>();
  const [said, notify] = useState('');
  const { state, isLost, refresh } = useStateOf(me);
  const workspace = useMemo(
    (): Workspace | undefined =>
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
  usePermalink(state, (key, message) => {
    setPlace(key);
    setThread({ channel: message.channel, ts: message.threadTs ?? message.ts });
  });
  if (!state || !workspace) return <Waiting isLost={isLost} />;
  const channel = state.channels.find(({ key }) => key === place) ?? state.channels[0];
  const modal = state.modals.at(-1);
  const go = (next: string): void => {
    setPlace(next);
    setThread(undefined);
  };
  return (
    <WorkspaceContext.Provider value={workspace}>
      <Notice isLost={isLost} />
      <div className={`workspace ${thread ? 'with-thread' : ''}`}>
        <Sidebar place={place === HOME ? HOME : (channel?.key ?? '')} go={go} act={setMe} />
        {place === HOME || !channel ? (
          <HomePane key={me} />
        ) : (
          <ChannelPane key={channel.key} channel={channel} />
        )}
        {thread && <ThreadPane key={thread.ts} {...thread} close={() => setThread(undefined)} />}
      </div>
      {modal && <ViewDialog key={modal.id} view={modal} depth={state.modals.length} />}
      <Toast text={said} clear={() => notify('')} />
    </WorkspaceContext.Provider>
  );
}

function Notice({ isLost }: { isLost: boolean }): ReactNode {
  return (
    <header className="notice">
      This page stands in for Slack: no token was given, so all of it stays on this machine.
      {isLost && <strong> The host does not answer. Is npm start still running?</strong>}
    </header>
  );
}

function Waiting({ isLost }: { isLost: boolean }): ReactNode {
  return (
    <p className="waiting">{isLost ? 'The host does not answer. Is npm start still running?' : 'Loading…'}</p>
  );
}

const SHOWN_MS = 6_000;

/** What was said to the person, for some seconds. */
function Toast({ text, clear }: { text: string; clear: () => void }): ReactNode {
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(clear, SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="toast" role="status" data-testid="toast" hidden={text === ''}>
      {text}
    </div>
  );
}

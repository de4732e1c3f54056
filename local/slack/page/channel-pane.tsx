import type { ReactNode } from 'react';
import type { PageChannel } from '../page-state.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useWorkspace } from './workspace-context.ts';

/** A channel: what was said in it, and where one says more. */
export function ChannelPane({ channel }: { channel: PageChannel }): ReactNode {
  const { state } = useWorkspace();
  const shown = state.messages.filter(
    (one) => one.channel === channel.key && (one.threadTs === undefined || one.isBroadcast),
  );
  const about = channel.isDirect ? 'Only you and Halfopen are here' : 'Incidents are posted here';
  return (
    <main className="pane" data-testid="channel">
      <header className="pane-head">
        <h2>{channel.name}</h2>
        <span className="quiet">{about}</span>
      </header>
      <MessageList messages={shown} empty={<Welcome channel={channel} />} />
      <Composer channel={channel.key} label={`Message ${channel.name}`} />
    </main>
  );
}

function Welcome({ channel }: { channel: PageChannel }): ReactNode {
  return (
    <div className="welcome">
      <h3>{channel.name}</h3>
      <p>Nothing was posted yet.</p>
      <p>
        {channel.isDirect
          ? 'Paste a log or an error here, drop a file, or ask: explain CLOSE_WAIT.'
          : 'Load a sample from the list beside this, or type /triage and paste a log.'}
      </p>
    </div>
  );
}

import type { ReactNode } from 'react';
import type { PageMessage } from '../page-state.ts';
import { Avatar } from './avatar.tsx';
import { useWorkspace } from './workspace-context.ts';

/** How many replies a message has; opens its thread. */
export function RepliesButton({ message: { channel, ts, threadTs } }: { message: PageMessage }): ReactNode {
  const { state, openThread } = useWorkspace();
  const replies = state.messages.filter(
    (one) => one.channel === channel && one.threadTs === ts && !one.isEphemeral,
  );
  if (replies.length === 0 || threadTs) return null;
  const authors = [...new Set(replies.map(({ author }) => author))];
  return (
    <button type="button" className="replies" onClick={() => openThread(channel, ts)}>
      {authors.map((author) => (
        <Avatar key={author} id={author} isSmall />
      ))}
      <span className="count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
      <span className="quiet">View thread</span>
    </button>
  );
}

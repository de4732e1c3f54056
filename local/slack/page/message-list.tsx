import { Fragment, type ReactNode } from 'react';
import type { PageMessage } from '../page-state.ts';
import { MessageRow } from './message-row.tsx';
import { useFollowNewest } from './use-follow-newest.ts';
import { useWorkspace } from './workspace-context.ts';

/** Messages, oldest first, with a line between days. A thread is read from its beginning. */
export function MessageList({
  messages,
  empty,
  isThread = false,
}: {
  messages: readonly PageMessage[];
  empty?: ReactNode;
  isThread?: boolean;
}): ReactNode {
  const { state } = useWorkspace();
  const { list, onScroll } = useFollowNewest(messages.at(-1), state.me, isThread);
  return (
    <div className="messages" ref={list} tabIndex={-1} onScroll={onScroll}>
      <div className="message-stack">
        {messages.length === 0 && empty}
        {messages.map((message, i) => {
          const day = dayOf(message.ts);
          const before = messages[i - 1];
          return (
            <Fragment key={message.ts}>
              {!isThread && day !== (before && dayOf(before.ts)) && <div className="day">{day}</div>}
              <MessageRow message={message} isThread={isThread} />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function dayOf(ts: string): string {
  const at = new Date(Number(ts) * 1000);
  if (at.toDateString() === new Date().toDateString()) return 'Today';
  return at.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
}

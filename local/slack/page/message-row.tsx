import type { ReactNode } from 'react';
import type { PageMessage } from '../page-state.ts';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FileList } from './file-list.tsx';
import { MessageMenu } from './message-menu.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { permalinkOf } from './permalink.ts';
import { SurfaceContext, useSurfaceParts } from './surface-context.ts';
import { useWorkspace } from './workspace-context.ts';

/** A message with its author, its blocks, its files, and what can be done with it. */
export function MessageRow({ message, isThread }: { message: PageMessage; isThread: boolean }): ReactNode {
  const { channel, ts, isEphemeral } = message;
  const surface = useSurfaceParts(
    isEphemeral ? { kind: 'ephemeral', id: ts } : { kind: 'message', channel, ts },
  );
  return (
    <article
      className={`message ${isEphemeral ? 'ephemeral' : ''}`}
      data-testid={isEphemeral ? 'ephemeral' : 'message'}
      data-ts={ts}
    >
      {isEphemeral && <OnlyYou ts={ts} />}
      {message.isBroadcast && !isThread && <RepliedTo message={message} />}
      <div className="message-row">
        <Avatar id={message.author} />
        <div className="message-body">
          <Author message={message} />
          <SurfaceContext.Provider value={surface}>
            <Content message={message} />
          </SurfaceContext.Provider>
          <FileList files={message.files} />
          {!isThread && !isEphemeral && <RepliesButton message={message} />}
        </div>
      </div>
      {!isEphemeral && <MessageMenu message={message} isThread={isThread} />}
    </article>
  );
}

function Author({ message }: { message: PageMessage }): ReactNode {
  const { author } = message;
  const { state } = useWorkspace();
  const isBot = author === state.bot.id;
  const name = isBot ? 'Halfopen' : (state.people.find(({ id }) => id === author)?.name ?? 'Slackbot');
  return (
    <div className="author">
      <strong>{name}</strong>
      {isBot && <span className="badge">APP</span>}
      <MessageTime message={message} />
    </div>
  );
}

/** Slack marks edited text as such, but not edited blocks. */
function Content({ message: { blocks, text, edits } }: { message: PageMessage }): ReactNode {
  return (
    <ErrorBoundary>
      {blocks.length > 0 ? (
        <BlockList blocks={blocks} />
      ) : (
        text && <MrkdwnText text={{ type: 'mrkdwn', text }} />
      )}
      {edits > 0 && blocks.length === 0 && <span className="edited">(edited)</span>}
    </ErrorBoundary>
  );
}

function OnlyYou({ ts }: { ts: string }): ReactNode {
  const { call } = useWorkspace();
  return (
    <div className="only-you">
      <span aria-hidden="true">👁</span> Only visible to you
      <button type="button" className="link" onClick={() => void call('dismiss', { id: ts })}>
        Dismiss message
      </button>
    </div>
  );
}

function RepliedTo({ message: { channel, threadTs } }: { message: PageMessage }): ReactNode {
  const { openThread } = useWorkspace();
  return (
    <div className="replied-to">
      replied to{' '}
      <button type="button" className="link" onClick={() => openThread(channel, threadTs ?? '')}>
        a thread
      </button>
    </div>
  );
}

/** When a message was posted, in the reader's own time zone; a link to it. */
function MessageTime({ message }: { message: PageMessage }): ReactNode {
  const at = new Date(Number(message.ts) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const time = (
    <time className="quiet" dateTime={at.toISOString()} title={at.toLocaleString('en-US')}>
      {at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })}
    </time>
  );
  if (message.isEphemeral) return time;
  return (
    <a className="permalink" href={permalinkOf(message)} title="Link to this message">
      {time}
    </a>
  );
}

/** How many replies a message has; opens its thread. */
function RepliesButton({ message: { channel, ts, threadTs } }: { message: PageMessage }): ReactNode {
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

import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { Avatar } from './avatar.tsx';
import { useWorkspace } from './workspace-context.ts';
/** How many replies a message has; opens its thread. */
export function RepliesButton({ message: { channel, ts, threadTs } }) {
  const { state, openThread } = useWorkspace();
  const replies = state.messages.filter(
    (one) => one.channel === channel && one.threadTs === ts && !one.isEphemeral,
  );
  if (replies.length === 0 || threadTs) return null;
  const authors = [...new Set(replies.map(({ author }) => author))];
  return _jsxs('button', {
    type: 'button',
    className: 'replies',
    onClick: () => openThread(channel, ts),
    children: [
      authors.map((author) => _jsx(Avatar, { id: author, isSmall: true }, author)),
      _jsx('span', {
        className: 'count',
        children: replies.length === 1 ? '1 reply' : `${replies.length} replies`,
      }),
      _jsx('span', { className: 'quiet', children: 'View thread' }),
    ],
  });
}

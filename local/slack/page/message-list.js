import { Fragment } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { MessageRow } from './message-row.tsx';
import { useFollowNewest } from './use-follow-newest.ts';
import { useWorkspace } from './workspace-context.ts';
/** Messages, oldest first, with a line between days. A thread is read from its beginning. */
export function MessageList({ messages, empty, isThread = false }) {
  const { state } = useWorkspace();
  const { list, onScroll } = useFollowNewest(messages.at(-1), state.me, isThread);
  return _jsx('div', {
    className: 'messages',
    ref: list,
    tabIndex: -1,
    onScroll: onScroll,
    children: _jsxs('div', {
      className: 'message-stack',
      children: [
        messages.length === 0 && empty,
        messages.map((message, i) => {
          const day = dayOf(message.ts);
          const before = messages[i - 1];
          return _jsxs(
            Fragment,
            {
              children: [
                !isThread &&
                  day !== (before && dayOf(before.ts)) &&
                  _jsx('div', { className: 'day', children: day }),
                _jsx(MessageRow, { message: message, isThread: isThread }),
              ],
            },
            message.ts,
          );
        }),
      ],
    }),
  });
}
function dayOf(ts) {
  const at = new Date(Number(ts) * 1000);
  if (at.toDateString() === new Date().toDateString()) return 'Today';
  return at.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
}

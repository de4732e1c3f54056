import { useEffect, useRef } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useWorkspace } from './workspace-context.ts';
/** A thread beside its channel: the message that opened it, and the replies. */
export function ThreadPane({ channel, ts, close }) {
  const { state } = useWorkspace();
  const pane = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    pane.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const shown = state.messages.filter(
    (one) => one.channel === channel && (one.ts === ts || one.threadTs === ts),
  );
  const name = state.channels.find(({ key }) => key === channel)?.name;
  return _jsxs('aside', {
    className: 'pane thread',
    'data-testid': 'thread',
    'aria-label': 'Thread',
    tabIndex: -1,
    ref: pane,
    onKeyDown: (event) => {
      if (event.key === 'Escape') close();
    },
    children: [
      _jsxs('header', {
        className: 'pane-head',
        children: [
          _jsx('h2', { children: 'Thread' }),
          _jsx('span', { className: 'quiet', children: name }),
          _jsx('button', {
            type: 'button',
            className: 'plain',
            'aria-label': 'Close thread',
            onClick: close,
            children: '\u2715',
          }),
        ],
      }),
      _jsx(MessageList, { messages: shown, isThread: true }),
      _jsx(Composer, { channel: channel, threadTs: ts, label: 'Reply\u2026' }),
    ],
  });
}

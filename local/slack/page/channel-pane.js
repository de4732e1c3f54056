import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useWorkspace } from './workspace-context.ts';
/** A channel: what was said in it, and where one says more. */
export function ChannelPane({ channel }) {
  const { state } = useWorkspace();
  const shown = state.messages.filter(
    (one) => one.channel === channel.key && (one.threadTs === undefined || one.isBroadcast),
  );
  const about = channel.isDirect ? 'Only you and Halfopen are here' : 'Incidents are posted here';
  return _jsxs('main', {
    className: 'pane',
    'data-testid': 'channel',
    children: [
      _jsxs('header', {
        className: 'pane-head',
        children: [
          _jsx('h2', { children: channel.name }),
          _jsx('span', { className: 'quiet', children: about }),
        ],
      }),
      _jsx(MessageList, { messages: shown, empty: _jsx(Welcome, { channel: channel }) }),
      _jsx(Composer, { channel: channel.key, label: `Message ${channel.name}` }),
    ],
  });
}
function Welcome({ channel }) {
  return _jsxs('div', {
    className: 'welcome',
    children: [
      _jsx('h3', { children: channel.name }),
      _jsx('p', { children: 'Nothing was posted yet.' }),
      _jsxs('p', {
        children: [
          'Type ',
          _jsx('code', { children: '/triage' }),
          ' and paste a log, or start with ',
          _jsx('code', { children: 'npm start -- --demo' }),
          ' to replay a recorded incident.',
        ],
      }),
    ],
  });
}

import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FileList } from './file-list.tsx';
import { MessageMenu } from './message-menu.tsx';
import { MessageTime } from './message-time.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { RepliesButton } from './replies-button.tsx';
import { SurfaceContext } from './surface-context.ts';
import { useSurfaceParts } from './use-surface-parts.ts';
import { useWorkspace } from './workspace-context.ts';
/** A message with its author, its blocks, its files, and what can be done with it. */
export function MessageRow({ message, isThread }) {
  const { channel, ts, isEphemeral } = message;
  const surface = useSurfaceParts(
    isEphemeral ? { kind: 'ephemeral', id: ts } : { kind: 'message', channel, ts },
  );
  return _jsxs('article', {
    className: `message ${isEphemeral ? 'ephemeral' : ''}`,
    'data-testid': isEphemeral ? 'ephemeral' : 'message',
    'data-ts': ts,
    children: [
      isEphemeral && _jsx(OnlyYou, { ts: ts }),
      message.isBroadcast && !isThread && _jsx(RepliedTo, { message: message }),
      _jsxs('div', {
        className: 'message-row',
        children: [
          _jsx(Avatar, { id: message.author }),
          _jsxs('div', {
            className: 'message-body',
            children: [
              _jsx(Author, { message: message }),
              _jsx(SurfaceContext.Provider, {
                value: surface,
                children: _jsx(Content, { message: message }),
              }),
              _jsx(FileList, { files: message.files }),
              !isThread && !isEphemeral && _jsx(RepliesButton, { message: message }),
            ],
          }),
        ],
      }),
      !isEphemeral && _jsx(MessageMenu, { message: message, isThread: isThread }),
    ],
  });
}
function Author({ message: { author, ts } }) {
  const { state } = useWorkspace();
  const isBot = author === state.bot.id;
  const name = isBot ? 'Halfopen' : (state.people.find(({ id }) => id === author)?.name ?? 'Slackbot');
  return _jsxs('div', {
    className: 'author',
    children: [
      _jsx('strong', { children: name }),
      isBot && _jsx('span', { className: 'badge', children: 'APP' }),
      _jsx(MessageTime, { ts: ts }),
    ],
  });
}
function Content({ message: { blocks, text, edits } }) {
  return _jsxs(ErrorBoundary, {
    children: [
      blocks.length > 0
        ? _jsx(BlockList, { blocks: blocks })
        : text && _jsx(MrkdwnText, { text: { type: 'mrkdwn', text } }),
      edits > 0 && _jsx('span', { className: 'edited', children: '(edited)' }),
    ],
  });
}
function OnlyYou({ ts }) {
  const { call } = useWorkspace();
  return _jsxs('div', {
    className: 'only-you',
    children: [
      _jsx('span', { 'aria-hidden': 'true', children: '\uD83D\uDC41' }),
      ' Only visible to you',
      _jsx('button', {
        type: 'button',
        className: 'link',
        onClick: () => void call('dismiss', { id: ts }),
        children: 'Dismiss message',
      }),
    ],
  });
}
function RepliedTo({ message: { channel, threadTs } }) {
  const { openThread } = useWorkspace();
  return _jsxs('div', {
    className: 'replied-to',
    children: [
      'replied to',
      ' ',
      _jsx('button', {
        type: 'button',
        className: 'link',
        onClick: () => openThread(channel, threadTs ?? ''),
        children: 'a thread',
      }),
    ],
  });
}

import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { formatDate } from './format-date.ts';
import { parseMrkdwn } from './parse-mrkdwn.ts';
import { useWorkspace } from './workspace-context.ts';
/** A text object: mrkdwn, or text that stands for itself. */
export function MrkdwnText({ text }) {
  if (text.type === 'plain_text') return _jsx('span', { className: 'text', children: text.text });
  return _jsx('span', { className: 'text', children: _jsx(Pieces, { pieces: parseMrkdwn(text.text) }) });
}
function Pieces({ pieces }) {
  // A text's pieces have no names of their own, and are drawn anew as a whole.
  return pieces.map((piece, i) => _jsx(PieceView, { piece: piece }, `${i}${piece.kind}`));
}
function PieceView({ piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return _jsx('code', { children: piece.text });
    case 'pre':
      return _jsx('pre', { children: piece.text });
    case 'bold':
      return _jsx('strong', { children: _jsx(Pieces, { pieces: piece.inside }) });
    case 'italic':
      return _jsx('em', { children: _jsx(Pieces, { pieces: piece.inside }) });
    case 'strike':
      return _jsx('s', { children: _jsx(Pieces, { pieces: piece.inside }) });
    case 'quote':
      return _jsx('blockquote', { children: _jsx(Pieces, { pieces: piece.inside }) });
    case 'link':
      return _jsx(Outside, { url: piece.url, children: piece.text });
    case 'date':
      return _jsx(DateText, { ...piece });
    default:
      return _jsx(Mention, { ...piece });
  }
}
/** A link that leads out of the page. */
function Outside({ url, children }) {
  return _jsx('a', { href: url, target: '_blank', rel: 'noreferrer noopener', children: children });
}
function DateText({ seconds, format, url, text }) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return text;
  const shown = _jsx('time', {
    dateTime: at.toISOString(),
    title: at.toUTCString(),
    children: formatDate(seconds, format, Date.now()) || text,
  });
  return url ? _jsx(Outside, { url: url, children: shown }) : shown;
}
function Mention({ kind, id, text }) {
  const { state } = useWorkspace();
  const isMe = id === state.me || (kind === 'broadcast' && id !== 'channel');
  const names = {
    user: [...state.people, state.bot].find((one) => one.id === id)?.name,
    group: id === state.group.id ? state.group.name : undefined,
    channel: state.channels.find((one) => one.id === id)?.name.replace(/^#/, ''),
  };
  const shown = (names[kind] ?? text) || id;
  return _jsxs('span', {
    className: `mention ${isMe ? 'me' : ''}`,
    children: [kind === 'channel' ? '#' : '@', shown.replace(/^[@#]/, '')],
  });
}

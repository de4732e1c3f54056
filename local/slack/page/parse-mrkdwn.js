const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' };
const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>`]+[^\s<>`.,:;!?)\]*_~])|(?<![\w*_~`\u2060])([*_~])(?=\S)((?:`[^`\n]*`|<[^<>\n]*>|(?!\4)[^\n`<])+?)(?<=\S)\4(?![\w*_~\u2060])/g;
/**
 * Reads mrkdwn as Slack does: code stands as it is, `<…>` are links, names and dates, and `*`, `_`, `~` style what lies between them.
 * The renderer used for other blocks rewrites asterisks in code, and what is shown here is meant to be typed.
 */
export function parseMrkdwn(text) {
  return text
    .split(/(```[\s\S]+?```)/)
    .flatMap((part, i) =>
      i % 2 === 1
        ? [{ kind: 'pre', text: unescape(part.slice(3, -3).replace(/^\n|\n$/g, '')) }]
        : parseLines(part),
    );
}
/** Lines that begin with `>` are quotes. */
function parseLines(text) {
  return text.split(/((?:^(?:&gt;|>).*(?:\n|$))+)/m).flatMap((part, i) => {
    if (i % 2 === 0) return parseInline(part);
    const quoted = part.replaceAll(/^(?:&gt;|>) ?/gm, '').replace(/\n$/, '');
    return [{ kind: 'quote', inside: parseInline(quoted) }];
  });
}
function parseInline(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, token, url, mark, inside] = match;
    if (match.index > end) pieces.push({ kind: 'text', text: unescape(text.slice(end, match.index)) });
    end = match.index + whole.length;
    if (code !== undefined) pieces.push({ kind: 'code', text: unescape(code) });
    else if (token !== undefined) pieces.push(parseToken(token));
    else if (url !== undefined) pieces.push({ kind: 'link', url: unescape(url), text: unescape(url) });
    else pieces.push({ kind: STYLES[mark], inside: parseInline(inside ?? '') });
  }
  if (end < text.length) pieces.push({ kind: 'text', text: unescape(text.slice(end)) });
  return pieces;
}
function parseToken(token) {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? '' : unescape(token.slice(bar + 1));
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date) {
    const [, seconds, format = '', url = ''] = date;
    return { kind: 'date', seconds: Number(seconds), format, url: unescape(url), text: label };
  }
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), text: label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), text: label };
  if (target.startsWith('!subteam^'))
    return { kind: 'group', id: target.slice('!subteam^'.length), text: label };
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1), text: label };
  if (!/^(https?:|mailto:)/.test(target)) return { kind: 'text', text: label || unescape(target) };
  return { kind: 'link', url: unescape(target), text: label || unescape(target) };
}
function unescape(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Text that stands for itself in HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Slack's mrkdwn, as far as Halfopen writes it, as HTML: code blocks, code, bold, italics, dates, links, people. */
export function mrkdwnToHtml(mrkdwn: string): string {
  return mrkdwn
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith('```') && part.length >= 6 ? codeBlock(part.slice(3, -3)) : inline(part)))
    .join('');
}

function codeBlock(code: string): string {
  return `<pre>${escapeHtml(unescapeEntities(code.replace(/^\n|\n$/g, '')))}</pre>`;
}

function inline(text: string): string {
  return text
    .split(/(`[^`\n]+`|<[^<>\n]+>)/)
    .map((part) => {
      if (part.startsWith('`')) return `<code>${escapeHtml(unescapeEntities(part.slice(1, -1)))}</code>`;
      if (part.startsWith('<') && part.endsWith('>')) return token(part.slice(1, -1));
      return escapeHtml(unescapeEntities(part))
        .replaceAll(/(^|[\s(])\*([^*\n]+)\*/g, '$1<strong>$2</strong>')
        .replaceAll(/(^|[\s(])_([^_\n]+)_/g, '$1<em>$2</em>')
        .replaceAll('\n', '<br>');
    })
    .join('');
}

function token(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  const shown = escapeHtml(unescapeEntities(label ?? target));
  if (target.startsWith('!date^')) return `<time>${shown}</time>`;
  if (target.startsWith('@') || target.startsWith('#'))
    return `<span class="who">${escapeHtml(target)}</span>`;
  if (!target.startsWith('https://')) return shown;
  return `<a href="${escapeHtml(unescapeEntities(target))}" rel="noreferrer">${shown}</a>`;
}

function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

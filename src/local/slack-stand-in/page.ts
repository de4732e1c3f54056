import { escapeHtml, mrkdwnToHtml } from './html.ts';
import type { StoodMessage } from './state.ts';

const STYLE = `
:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}
header{padding:12px 24px;border-bottom:1px solid #8884}main{max-width:860px;margin:0 auto;padding:16px 24px}
h1{font-size:17px;margin:0}h2{font-size:16px;margin:24px 0 8px}h3{font-size:18px;margin:4px 0}
article{border:1px solid #8884;border-left:4px solid #e01e5a;border-radius:6px;padding:10px 16px;margin:12px 0}
article.over{border-left-color:#2eb67d}.thread{margin:8px 0 0 8px;padding-left:16px;border-left:2px solid #8884}
p{margin:6px 0;overflow-wrap:anywhere}pre{background:#8881;border:1px solid #8883;border-radius:4px;padding:8px;white-space:pre-wrap;overflow-wrap:anywhere;margin:6px 0;font-size:13px}
code{background:#8882;border-radius:3px;padding:1px 4px;font-size:13px}.small{font-size:13px;opacity:.75}.who{background:#1d9bd133;border-radius:3px;padding:0 3px}
form{display:inline}button{font:inherit;padding:5px 12px;margin:6px 8px 0 0;border-radius:4px;border:1px solid #8886;background:ButtonFace;color:ButtonText;cursor:pointer}
button.primary{background:#007a5a;color:#fff;border-color:#007a5a}summary{cursor:pointer;font-weight:600;margin-top:8px}`;

/** Fetches the page anew while nobody holds a thread open, so that a card is seen to change. */
const SCRIPT = `setInterval(async()=>{const a=await fetch('/?part=main');if(!a.ok)return;const t=await a.text();const m=document.querySelector('main');
if(m.dataset.html===t)return;const o=new Set([...document.querySelectorAll('details[open]')].map(d=>d.id));m.dataset.html=t;m.innerHTML=t;
for(const id of o){const d=document.getElementById(id);if(d)d.open=true}},1500)`;

/** The channels and what stands in them, as a person would see it in Slack. */
export function renderPage(messages: readonly StoodMessage[], nonce: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Halfopen on one machine</title><style nonce="${nonce}">${STYLE}</style>
<header><h1>Halfopen</h1><p class="small">This page stands in for Slack: no token was given. Cards appear as on-call would see them.</p></header>
<main>${renderChannels(messages)}</main><script nonce="${nonce}">${SCRIPT}</script></html>`;
}

/** What changes on the page. */
export function renderChannels(messages: readonly StoodMessage[]): string {
  const channels = [...new Set(messages.map(({ channel }) => channel))].toSorted();
  if (channels.length === 0)
    return '<p>Nothing was posted yet. Try <code>npm start -- --demo</code>, or send a log to <code>ingest-logs</code>.</p>';
  return channels
    .map((channel) =>
      renderChannel(
        channel,
        messages.filter((one) => one.channel === channel),
      ),
    )
    .join('');
}

function renderChannel(channel: string, messages: readonly StoodMessage[]): string {
  const cards = messages.filter(({ threadTs }) => !threadTs).toSorted((a, b) => Number(b.ts) - Number(a.ts));
  const shown = cards.map((card) =>
    renderCard(
      card,
      messages.filter(({ threadTs }) => threadTs === card.ts),
    ),
  );
  return `<section><h2>${escapeHtml(channel)}</h2>${shown.join('')}</section>`;
}

function renderCard(card: StoodMessage, replies: readonly StoodMessage[]): string {
  const isOver = card.text.startsWith('Resolved');
  const told = replies.filter(({ broadcast }) => broadcast).map((one) => renderBlocks(one, 'told'));
  const thread = replies
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map((reply) => `<div class="thread">${renderBlocks(reply, 'reply')}</div>`)
    .join('');
  const details = replies.length
    ? `<details id="t${escapeHtml(card.ts)}"><summary>${replies.length} replies</summary>${thread}</details>`
    : '';
  const edited = card.edits > 0 ? ` · edited ${card.edits}×` : '';
  return `<article class="${isOver ? 'over' : 'open'}"><p class="small">halfopen · ${escapeHtml(new Date(Number(card.ts) * 1000).toISOString())}${edited}</p>${renderBlocks(card, 'card')}${told.join('')}${details}</article>`;
}

function renderBlocks({ blocks, channel, ts }: StoodMessage, place: string): string {
  return blocks.map((block) => renderBlock(block, `${channel} ${ts}`, place)).join('');
}

function renderBlock(block: Record<string, unknown>, where: string, place: string): string {
  const { type, text, elements } = block as {
    type: string;
    text?: { text: string };
    elements?: Record<string, unknown>[];
  };
  if (type === 'header') return `<h3>${escapeHtml(text?.text ?? '')}</h3>`;
  if (type === 'section') return `<p>${mrkdwnToHtml(text?.text ?? '')}</p>`;
  if (type === 'context')
    return `<p class="small">${(elements ?? []).map((one) => mrkdwnToHtml(String(one['text']))).join(' ')}</p>`;
  if (type === 'actions' && place === 'card')
    return (elements ?? []).map((one) => renderButton(one, where)).join('');
  return '';
}

function renderButton(button: Record<string, unknown>, where: string): string {
  const label = (button['text'] as { text?: string } | undefined)?.text ?? '';
  const [channel = '', ts = ''] = where.split(' ');
  const fields = { action: button['action_id'], value: button['value'], channel, ts };
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(String(value))}">`,
  );
  return `<form method="post" action="/click">${inputs.join('')}<button class="${button['style'] === 'primary' ? 'primary' : ''}" aria-label="${escapeHtml(label)}">${escapeHtml(label)}</button></form>`;
}

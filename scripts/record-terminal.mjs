#!/usr/bin/env node
/**
 * Records the first minute in a real terminal (tmux) of 80 and of 60 columns, as pictures and texts in docs/screenshots. Needs tmux; the
 * checkout must be built. Colours are those that the program printed.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SESSION = `halfopen-${process.pid}`;
const ROWS = 30;
const TYPED =
  'halfopen triage broker=samples/missed-heartbeats/broker.log client=samples/missed-heartbeats/client.log';
const LINE_PX = 18;
const COLUMN_PX = 8.43;
const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };

for (const columns of [80, 60]) {
  const shown = await record(columns);
  const name = join(root, 'docs', 'screenshots', `terminal-${columns}`);
  await writeFile(`${name}.svg`, picture(shown.split('\n'), columns));
  await writeFile(`${name}.txt`, `${shown.replaceAll(/\u001b\[[\d;]*m/g, '')}\n`);
}

async function record(columns) {
  const program = `halfopen() { '${process.execPath}' '${root}/bin/halfopen.cjs' "$@"; }`;
  tmux(
    'new-session',
    '-d',
    '-s',
    SESSION,
    '-x',
    columns,
    '-y',
    ROWS,
    '-c',
    root,
    'bash',
    '--norc',
    '--noprofile',
  );
  try {
    tmux('send-keys', '-t', SESSION, `PS1='$ '; ${program}; clear`, 'Enter');
    await setTimeout(1_000);
    tmux('send-keys', '-t', SESSION, TYPED, 'Enter');
    for (let tries = 0; tries < 120; tries++) {
      await setTimeout(500);
      const screen = tmux('capture-pane', '-e', '-p', '-t', SESSION).trimEnd();
      if (/\$ ?$/.test(screen) && screen.includes('client.log (client)')) return screen;
    }
    throw new Error('halfopen did not answer within a minute.');
  } finally {
    tmux('kill-session', '-t', SESSION);
  }
}

function tmux(...args) {
  return execFileSync('tmux', args.map(String), { encoding: 'utf8' });
}

function picture(lines, columns) {
  const width = Math.ceil(columns * COLUMN_PX) + 24;
  const height = lines.length * LINE_PX + 24;
  let style = {};
  const rows = lines.map((line, i) => {
    const spans = line.split('\u001b[').map((part, at) => {
      if (at === 0) return span(part, style);
      const end = part.indexOf('m');
      style = styleAfter(style, part.slice(0, end));
      return span(part.slice(end + 1), style);
    });
    return `<text x="12" y="${(i + 1) * LINE_PX + 6}" xml:space="preserve">${spans.join('')}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
<title>halfopen triage in a terminal of ${columns} columns</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`;
}

/** ECMA-48: 0 resets, 1 bold, 2 dim, 39 default colour, 30 to 37 colours. */
function styleAfter(style, codes) {
  return codes.split(';').reduce((now, code) => {
    if (code === '' || code === '0') return {};
    if (code === '1') return { ...now, bold: true };
    if (code === '2') return { ...now, dim: true };
    if (code === '39') return { ...now, colour: undefined };
    return COLOURS[code] ? { ...now, colour: COLOURS[code] } : now;
  }, style);
}

function span(text, { bold, dim, colour }) {
  if (text === '') return '';
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const attributes = [
    ...(bold ? ['font-weight="bold"'] : []),
    ...(dim ? ['opacity="0.7"'] : []),
    ...(colour ? [`fill="${colour}"`] : []),
  ];
  return attributes.length > 0 ? `<tspan ${attributes.join(' ')}>${escaped}</tspan>` : escaped;
}

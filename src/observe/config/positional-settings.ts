import type { Setting } from './setting.ts';

/** Constructors whose settings go by position, counted from 0: php-amqplib 3.x connection classes, rabbitmq-c amqp.h. */
const CALLS: readonly { call: RegExp; library: string; at: Record<number, string> }[] = [
  {
    call: /new\s+\\?(?:[\w]+\\){0,6}AMQP(?:Stream|Lazy)?Connection\s?\(/,
    library: 'php-amqplib',
    at: { 10: 'read_write_timeout', 12: 'keepalive', 13: 'heartbeat' },
  },
  {
    call: /new\s+\\?(?:[\w]+\\){0,6}AMQPSocketConnection\s?\(/,
    library: 'php-amqplib',
    at: { 10: 'keepalive', 12: 'heartbeat' },
  },
  { call: /\bamqp_login\s?\(/, library: 'rabbitmq-c', at: { 4: 'heartbeat' } },
];
const MAX_LINES = 40;

interface Argument {
  text: string;
  lineOffset: number;
}

/** The arguments of the call whose opening bracket ends `lines[0].slice(0, from)`. */
function callArguments(lines: readonly string[], from: number): Argument[] {
  const found: Argument[] = [];
  let depth = 0;
  let text = '';
  let begunAt = 0;
  for (let offset = 0; offset < Math.min(lines.length, MAX_LINES); offset += 1) {
    const line = (lines[offset] ?? '').slice(offset === 0 ? from : 0, 4096);
    for (const char of line) {
      if ((char === ',' || char === ')') && depth === 0) {
        found.push({ text: text.trim(), lineOffset: begunAt });
        text = '';
        if (char === ')') return found;
        continue;
      }
      if ('([{'.includes(char)) depth += 1;
      if (')]}'.includes(char)) depth -= 1;
      if (text.trim() === '') begunAt = offset;
      text += char;
    }
    text += ' ';
  }
  return [];
}

function valueOf(text: string): number | undefined {
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) return Number(text);
  return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
}

/**
 * Settings given by position in a call that begins on `lines[0]` and may run over the lines below (comments off).
 * Each comes with the offset of the line of its value.
 */
export function positionalSettings(lines: readonly string[]): { setting: Setting; lineOffset: number }[] {
  const first = lines[0] ?? '';
  if (!first.includes('AMQP') && !first.includes('amqp_login')) return [];
  for (const { call, library, at } of CALLS) {
    const match = call.exec(first.slice(0, 4096));
    if (!match) continue;
    const args = callArguments(lines, match.index + match[0].length);
    return Object.entries(at).flatMap(([position, name]) => {
      const argument = args[Number(position)];
      const value = argument && valueOf(argument.text);
      if (!argument || value === undefined) return [];
      return [{ setting: { name, value, text: argument.text, library }, lineOffset: argument.lineOffset }];
    });
  }
  return [];
}

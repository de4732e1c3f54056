import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

/** Mosquitto: `1731510645: text`, or with `log_timestamp_format` an ISO time and a colon. It prints no level; errors say so in words. */
export function mosquitto(text: string): Head | undefined {
  const time = readTime(text, 0);
  if (
    time?.atMs === undefined ||
    time.shape === 'yearless' ||
    text.charCodeAt(time.end) !== 58 ||
    text.charCodeAt(time.end + 1) !== 32
  )
    return undefined;
  const from = time.end + 2;
  return {
    format: 'mosquitto',
    from,
    atMs: time.atMs,
    level: levelOf(text, from),
    product: 'mosquitto',
    single: true,
  };
}

function levelOf(text: string, from: number): string {
  if (text.startsWith('Error', from)) return 'error';
  if (text.startsWith('Warning', from)) return 'warning';
  return text.startsWith('Client', from) || text.startsWith('Socket', from) || text.startsWith('New ', from)
    ? 'notice'
    : 'info';
}

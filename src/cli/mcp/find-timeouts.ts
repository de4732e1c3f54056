import { readFile } from 'node:fs/promises';
import { observe } from '../../observe/observe.ts';
import { redact } from '../../redact/redact.ts';
import { printable } from '../../render/clean.ts';
import { unreadable } from '../read-inputs.ts';
import type { GivenEvidence } from './abilities.ts';

/**
 * The settings that decide how long a connection may be quiet or unanswered, as configuration, code and logs have them: one line each,
 * `rabbitmq.conf:3 heartbeat = 60`. Throws `input-unreadable`.
 */
export async function findTimeouts(evidence: readonly GivenEvidence[]): Promise<string> {
  const found: string[] = [];
  for (const [i, given] of evidence.entries()) {
    const name = 'path' in given ? given.path : (given.name ?? `text-${i + 1}`);
    found.push(...settingsIn('path' in given ? await textOf(given.path) : given.text, name));
  }
  return found.length > 0 ? `${found.join('\n')}\n` : 'No setting of a time-out was found.\n';
}

function settingsIn(text: string, name: string): string[] {
  return observe(text, { name }).observations.flatMap(({ kind, fields, at }) => {
    if (kind !== 'setting') return [];
    const { name: setting, value, text: written, product } = fields;
    const of = product === undefined ? '' : ` (${String(product)})`;
    const shown = `${String(setting)} = ${String(value ?? written)}${of}`;
    return [printable(redact(`${name}:${at.line} ${shown}`))];
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
}

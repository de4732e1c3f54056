import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendEvents, sendSnapshot } from '../src/adapters/pipeline-client.ts';
import { HalfopenError } from '../src/errors.ts';
import type { LogEvent } from '../src/model/log-event.ts';
import { latestTime, shiftTimes } from './shift-times.ts';

const samples = join(dirname(fileURLToPath(import.meta.url)), '..', 'samples');

const LOOK_EVERY_MS = 90_000;
/** How long before now the last thing in a sample happened. */
const AGO_MS = 20_000;

/** The names of the samples that can be replayed. */
export function sampleNames(): string[] {
  return readdirSync(samples, { withFileTypes: true })
    .filter((one) => one.isDirectory() && filesOf(one.name).length > 0)
    .map((one) => one.name);
}

/**
 * Sends a sample's files through the pipeline of a running host: logs as subscription events, all other files as signed snapshots. It
 * happens again each time: the times in the logs are moved so that the last one is a few seconds ago.
 */
export async function replaySample(url: string, name: string, say: (line: string) => void): Promise<void> {
  if (!sampleNames().includes(name))
    throw new HalfopenError({
      code: 'sample-unknown',
      message: `sample not found: ${name}`,
      hint: `Use one of: ${sampleNames().join(', ')}`,
    });
  const files = filesOf(name).map((file) => ({
    file,
    text: readFileSync(join(samples, name, file), 'utf8'),
  }));
  const nowMs = Date.now();
  const shiftMs = nowMs - AGO_MS - (latestTime(files.map(({ text }) => text)) ?? nowMs - AGO_MS);
  for (const { file, text } of files) {
    const logGroup = `/demo/${name}/${file}`;
    if (file.endsWith('.log'))
      await sendEvents(url, logGroup, toEvents(logGroup, shiftTimes(text, shiftMs), nowMs));
    else {
      const names = files.map((one) => one.file);
      const atMs = nowMs - laterLooks(names, file) * LOOK_EVERY_MS;
      await sendSnapshot(url, { host: hostOf(file), text, atMs }, process.env['SNAPSHOT_SECRET'] ?? '');
    }
    say(`sent ${file}`);
  }
  say(`Look at ${url}`);
}

function filesOf(name: string): string[] {
  return readdirSync(join(samples, name))
    .filter((file) => /\.(log|txt)$/.test(file))
    .toSorted();
}

function hostOf(file: string): string {
  return file.replace(/[-.].*$/, '');
}

/** Numbered snapshots of one host (`ss-1.txt`, `ss-2.txt` …) are 90 seconds apart, the last one is now. */
function laterLooks(files: readonly string[], file: string): number {
  const look = /^(.*)-\d+\.txt$/.exec(file);
  if (!look) return 0;
  return files.filter((other) => other > file && other.startsWith(`${look[1]}-`)).length;
}

/** A log's lines as events. Ids are derived from the text, so that one delivery that comes twice changes nothing. */
function toEvents(logGroup: string, text: string, nowMs: number): LogEvent[] {
  return text
    .trimEnd()
    .split('\n')
    .map((message, i) => ({
      id: createHash('sha256').update(`${logGroup} ${i} ${message}`).digest('hex').slice(0, 32),
      timestamp: nowMs + i,
      message,
    }));
}

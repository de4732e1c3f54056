import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendEvents, sendSnapshot } from '../src/adapters/pipeline-client.ts';
import { HalfopenError } from '../src/errors.ts';
import type { LogEvent } from '../src/model/log-event.ts';

const samples = join(dirname(fileURLToPath(import.meta.url)), '..', 'samples');

const LOOK_EVERY_MS = 90_000;

/** Sends a sample's files through the pipeline of a running host: logs as subscription events, all other files as signed snapshots. */
export async function replaySample(url: string, name: string, say: (line: string) => void): Promise<void> {
  const folder = join(samples, name.replaceAll(/[^\w-]/g, ''));
  if (!existsSync(folder)) {
    throw new HalfopenError({
      code: 'sample-unknown',
      message: `sample not found: ${name}`,
      hint: `Use one of: ${readdirSync(samples, { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => one.name)
        .join(', ')}`,
    });
  }
  const files = readdirSync(folder)
    .filter((file) => /\.(log|txt)$/.test(file))
    .toSorted();
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const logGroup = `/demo/${name}/${file}`;
    if (file.endsWith('.log')) await sendEvents(url, logGroup, toEvents(logGroup, text));
    else {
      const snapshot = {
        host: hostOf(file),
        text,
        atMs: Date.now() - laterLooks(files, file) * LOOK_EVERY_MS,
      };
      await sendSnapshot(url, snapshot, process.env['SNAPSHOT_SECRET'] ?? '');
    }
    say(`sent ${file}`);
  }
  say(`Look at ${url}`);
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

/** A log's lines as events. Ids are derived from the text, so that replaying the same sample changes nothing. */
function toEvents(logGroup: string, text: string): LogEvent[] {
  const timestamp = Date.now();
  return text
    .trimEnd()
    .split('\n')
    .map((message, i) => ({
      id: createHash('sha256').update(`${logGroup} ${i} ${message}`).digest('hex').slice(0, 32),
      timestamp: timestamp + i,
      message,
    }));
}

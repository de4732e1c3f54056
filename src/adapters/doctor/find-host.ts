import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TIMEOUT_MS = 2_000;

/** The host of this machine as it left word of itself, or why there is none. */
export type FoundHost =
  | { isUp: true; url: string; endpoints: Readonly<Record<string, string>> }
  | { isUp: false; why: string };

/**
 * Finds the host that runs on this machine by the `endpoints.json` it wrote into HALFOPEN_DATA_DIR (`.halfopen`), and asks it
 * whether it is up: the file stays when a host ends.
 */
export async function findHost(env: NodeJS.ProcessEnv): Promise<FoundHost> {
  const file = join(env['HALFOPEN_DATA_DIR'] || '.halfopen', 'endpoints.json');
  if (!existsSync(file)) return { isUp: false, why: `there is no ${file}, so no host has run here` };
  const endpoints = readEndpoints(file);
  const url = endpoints?.['HALFOPEN_URL'] ?? endpoints?.['AWS_ENDPOINT_URL_SQS'];
  if (!endpoints || !url || !URL.canParse(url)) return { isUp: false, why: `${file} names no host` };
  const { origin } = new URL(url);
  const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => undefined,
  );
  return answer?.ok
    ? { isUp: true, url: origin, endpoints }
    : { isUp: false, why: `the host that ${file} tells of does not answer at ${origin}` };
}

function readEndpoints(file: string): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return undefined;
    return Object.fromEntries(
      Object.entries(read).filter((one): one is [string, string] => typeof one[1] === 'string'),
    );
  } catch {
    // A host that is just starting may not have finished writing.
    return undefined;
  }
}

import { mkdirSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';
import dynalite from 'dynalite';
import { HalfopenError } from '../../src/errors.ts';
import { isOwnHost } from './request-origin.ts';

const CLOSE_WITHIN_MS = 2_000;

// The engine ends each of its reads by `return`, which its store's iterators no longer have: they stay open, and hold their memory
// and the files of their moment, until the store closes (dynalite 4.0.0, db/index.js).
for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) {
  Object.assign(prototype, { return: prototype.close });
}

/** A running engine; `endpoint` is where it speaks DynamoDB's protocol. */
export interface EmbeddedDynamodb {
  endpoint: string;
  close(): Promise<void>;
}

/** Starts the embedded DynamoDB on 127.0.0.1, with its files under `dataDir`, or in memory without one. */
export async function startEmbeddedDynamodb(dataDir?: string): Promise<EmbeddedDynamodb> {
  const path = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(path ? { path } : {}),
  });
  const gate = guard(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  await isOpen(endpoint, path).catch((error: unknown) => {
    server.close();
    throw error;
  });
  return { endpoint, close: () => close(server, gate) };
}

interface Gate {
  /** Refuses every request from now on; resolves to whether all earlier ones were answered in time. */
  shut(withinMs: number): Promise<boolean>;
}

/**
 * Stands before the engine, which checks no signature and lets pages of every origin read its answers: what a browser sends is
 * refused. Counts what is being answered, so that the engine is not closed under it.
 */
function guard(server: Server): Gate {
  const [serve] = server.listeners('request') as ((...args: unknown[]) => void)[];
  let isShut = false;
  let running = 0;
  server.removeAllListeners('request');
  server.on('request', (incoming, outgoing) => {
    const { host, origin, 'sec-fetch-site': site } = incoming.headers;
    const isProgram = isOwnHost(host) && origin === undefined && site === undefined;
    if (isShut || !isProgram) {
      outgoing.writeHead(isShut ? 503 : 403, { connection: 'close' }).end();
      return;
    }
    running++;
    // Not the event `close`: the engine works on for callers that have gone.
    const end = outgoing.end.bind(outgoing) as (...args: unknown[]) => ServerResponse;
    outgoing.end = (...args: unknown[]) => {
      running--;
      return end(...args);
    };
    serve?.call(server, incoming, outgoing);
  });
  return {
    async shut(withinMs) {
      isShut = true;
      const untilMs = performance.now() + withinMs;
      while (running > 0 && performance.now() < untilMs) await wait(20);
      return running === 0;
    },
  };
}

/** Closes the files, unless requests are still being answered: then they are left as after a crash, which loses nothing. */
async function close(server: Server, gate: Gate): Promise<void> {
  const isIdle = await gate.shut(CLOSE_WITHIN_MS);
  server.closeAllConnections();
  if (isIdle) await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** The files are opened in the background: only an answered request shows that it worked. */
async function isOpen(endpoint: string, path: string | undefined): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-date': '20260101T000000Z',
      },
      body: '{}',
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new HalfopenError({
    code: 'store-locked',
    message: `the embedded store did not open ${path ?? 'in memory'}`,
    hint: 'Another Halfopen may be running on the same folder: stop it, or set HALFOPEN_DATA_DIR to another one.',
  });
}

import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import dynalite from 'dynalite';
import { HalfopenError } from '../../src/errors.ts';
import { isOwnHost } from './request-origin.ts';

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
  refuseWebPages(server);
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
  return {
    endpoint,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections?.();
        server.close(() => resolve());
      }),
  };
}

/** The engine checks no signature and lets pages of every origin read its answers, so whatever a browser sends is refused before it. */
function refuseWebPages(server: Server): void {
  const [serve] = server.listeners('request') as ((...args: unknown[]) => void)[];
  server.removeAllListeners('request');
  server.on('request', (incoming, outgoing) => {
    const { host, origin, 'sec-fetch-site': site } = incoming.headers;
    if (isOwnHost(host) && origin === undefined && site === undefined)
      serve?.call(server, incoming, outgoing);
    else outgoing.writeHead(403, { connection: 'close' }).end();
  });
}

/** The files are opened in the background: only an answered request tells that it went well. */
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

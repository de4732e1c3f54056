import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { keepLocalSecrets } from '../../src/adapters/local-secrets.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-watch-'));
const taken: { id: string; message: string }[] = [];
let isAway = false;
const host = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (isAway) {
      response.writeHead(503).end();
      return;
    }
    const { awslogs } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { awslogs: { data: string } };
    const { logEvents } = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8')) as {
      logEvents: typeof taken;
    };
    taken.push(...logEvents);
    response.writeHead(200).end('{}');
  });
});

afterAll(() => {
  host.close();
  rmSync(folder, { recursive: true, force: true });
});

it('loses no line of a followed log when it is rotated, nor while the host is away', async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const log = join(folder, 'broker.log');
  writeFileSync(log, 'old\n');
  const watch = spawn(process.execPath, [
    join(root, 'bin', 'halfopen.cjs'),
    'watch',
    log,
    '--to',
    url,
    '--every',
    '0',
  ]);
  await new Promise((resolve) => watch.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 1_500));

  appendFileSync(log, 'one\ntwo\nthr');
  await until(() => taken.length >= 2);
  isAway = true;
  appendFileSync(log, 'ee\n');
  renameSync(log, `${log}.1`);
  writeFileSync(log, 'four\n');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  isAway = false;
  await until(() => taken.length >= 4);
  watch.kill('SIGTERM');
  const code = await new Promise((resolve) => watch.once('exit', resolve));

  expect(taken.map(({ message }) => message)).toEqual(['one', 'two', 'three', 'four']);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(4);
  expect(code).toBe(0);
});

it('forwards what a runbook may match with what lies near it, and nothing else of a busy log', async () => {
  const log = join(folder, 'busy.log');
  const healthy = (i: number) =>
    `2026-11-28 10:${10 + (i % 50)}:00.000000+00:00 [info] <0.${i}.0> epoch advanced to ${i}`;
  const fault =
    '2026-11-28 10:00:00.000000+00:00 [error] <0.9.0> missed heartbeats from client, timeout: 60s';
  const lines = Array.from({ length: 2_000 }, (_, i) => (i === 1_000 ? fault : healthy(i)));
  writeFileSync(log, `${lines.join('\n')}\n`);
  const command = [join(root, 'bin', 'halfopen.cjs'), 'watch', log, '--forward', '--from-start'];
  const watch = spawn(process.execPath, command);
  let written = '';
  watch.stdout.on('data', (part: Buffer) => (written += part.toString('utf8')));
  await until(() => written.includes('missed heartbeats'));
  watch.kill('SIGTERM');
  await new Promise((resolve) => watch.once('exit', resolve));

  const near = lines.slice(997, 1_004);
  expect(written).toContain(near.join('\n'));
  expect(written.trimEnd().split('\n')).toEqual([...lines.slice(0, 3), ...near, ...lines.slice(-3)]);
});

it('triages files again when they have changed, and says each answer once', async () => {
  const log = join(folder, 'triaged.log');
  writeFileSync(log, 'Error: connect ECONNREFUSED 127.0.0.1:6379\n');
  const triage = spawn(process.execPath, [
    join(root, 'bin', 'halfopen.cjs'),
    'triage',
    '--watch',
    '--json',
    log,
  ]);
  let written = '';
  triage.stdout.on('data', (part: Buffer) => (written += part.toString('utf8')));
  const answers = () => written.trimEnd().split('\n');
  await until(() => written.includes('\n'));

  renameSync(log, `${log}.1`);
  writeFileSync(log, 'Error: connect ECONNREFUSED 127.0.0.1:6379\nError: getaddrinfo ENOTFOUND mq.invalid\n');
  await until(() => answers().length === 2);
  triage.kill('SIGTERM');
  const code = await new Promise((resolve) => triage.once('exit', resolve));

  const causes = answers().map((line) =>
    (JSON.parse(line) as { diagnoses: { runbook: string }[] }).diagnoses.map(({ runbook }) => runbook),
  );
  expect(causes).toEqual([['connection-refused'], ['dns-failure', 'connection-refused']]);
  expect(code).toBe(0);
});

it('signs snapshots with the secret that the host keeps in its data directory', async () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'ss'), '#!/bin/sh\necho State Recv-Q Send-Q\n', { mode: 0o755 });
  const { SNAPSHOT_SECRET = '' } = keepLocalSecrets(folder);
  const snapshots: { headers: IncomingHttpHeaders; body: string }[] = [];
  const taker = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      snapshots.push({ headers: request.headers, body });
      response.writeHead(202).end('{}');
    });
  });
  await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', () => resolve()));
  const { port } = taker.address() as AddressInfo;

  const watch = spawn(
    process.execPath,
    [join(root, 'bin', 'halfopen.cjs'), 'watch', '--to', `http://127.0.0.1:${port}`],
    { env: { PATH: `${bin}:${process.env['PATH']}`, HALFOPEN_DATA_DIR: folder } },
  );
  await until(() => snapshots.length > 0);
  watch.kill('SIGTERM');
  taker.close();

  const [{ headers, body } = { headers: {}, body: '' }] = snapshots;
  const [hostName, timestamp] = [headers['x-halfopen-host'], headers['x-halfopen-timestamp']].map(String);
  expect(body).toContain('Recv-Q');
  expect(headers['x-halfopen-signature']).toBe(
    `v1=${createHmac('sha256', SNAPSHOT_SECRET).update(`v1:${timestamp}:${hostName}:${body}`).digest('hex')}`,
  );
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

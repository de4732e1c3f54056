import { execFile, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verifySnapshot } from '../../src/adapters/snapshot-signature.ts';
import { root } from '../support/run-halfopen.ts';

const SECRET = 'between us';
const script = join(root, 'samples', 'collector', 'halfopen-collector.sh');
const canEnterNamespaces =
  spawnSync('unshare', ['-n', '-u', '-m', 'true']).status === 0 && spawnSync('ss', ['-V']).status === 0;

/** A pod as the kubelet makes one: network, host name and resolver of its own; a socket that waits for its program to close it. */
const POD = `
  hostname rabbitmq-0; ip link set lo up
  resolv=$(mktemp); printf 'search payments.svc.cluster.local svc.cluster.local\\n' >"$resolv"
  mount --bind "$resolv" /etc/resolv.conf; rm "$resolv"
  exec "$0" -e 'const net = require("node:net");
    const server = net.createServer((socket) => socket.end());
    server.listen(5672, "127.0.0.1", () => {
      net.connect({port: 5672, host: "127.0.0.1", allowHalfOpen: true}).on("end", () => console.log("ready")).resume();
    });
    setTimeout(() => process.exit(), 60_000);'`;

/** Takes snapshots as the product does, and keeps what each host sent. */
async function startReceiver() {
  const received = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const sent = await buffer(request);
    const text = gunzipSync(sent);
    const headers = request.headers as Record<string, string | undefined>;
    const verified = verifySnapshot(headers, [sent, text], SECRET, Date.now());
    if (verified.ok) received.set(verified.host, text.toString());
    response.writeHead(verified.ok ? 202 : 400).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

describe.skipIf(!canEnterNamespaces)('the collector', () => {
  it('sends the sockets of a pod under its name and namespace, signed', { timeout: 60_000 }, async () => {
    const receiver = await startReceiver();
    const pod = spawn('unshare', ['-n', '-u', '-m', 'sh', '-c', POD, process.execPath], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => void pod.stdout.once('data', resolve));

    await promisify(execFile)('sh', [script], {
      env: {
        ...process.env,
        HALFOPEN_URL: receiver.url,
        HALFOPEN_HOST: 'node-1',
        HALFOPEN_NAMESPACES: '110',
        SNAPSHOT_SECRET: SECRET,
      },
    }).finally(() => {
      pod.kill();
      receiver.close();
    });

    expect(receiver.received.has('node-1')).toBe(true);
    expect(receiver.received.get('rabbitmq-0.payments')).toContain('CLOSE-WAIT');
  });
});

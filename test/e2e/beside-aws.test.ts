import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { parse } from 'yaml';
import { startSocketMode } from '../../local/socket-mode.ts';
import { verifySlackRequest } from '../../src/adapters/slack/verify-request.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-beside-'));
let host: ChildProcess | undefined;
afterAll(() => {
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});
const lines = readFileSync(join(root, 'Containerfile'), 'utf8').replaceAll('\\\n', '').split('\n');
const last = lines.findLastIndex((line) => line.startsWith('FROM '));
const instructions = (name: string) =>
  lines
    .slice(last)
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));

it('the container holds all that the host needs, is healthy by its own check, and runs as nobody special', async () => {
  for (const copy of instructions('COPY')) {
    const words = copy.split(' ').filter((word) => !word.startsWith('--'));
    const to = words.pop() ?? '';
    for (const from of words) {
      const path = from.replace('/app/', '');
      const target = to.endsWith('/') ? join(folder, to, path.split('/').at(-1) ?? '') : join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, path), target, { recursive: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const [command = '', ...args] = JSON.parse(instructions('CMD')[0] ?? '[]') as string[];
  const env = { PATH: process.env['PATH'], PORT: '0', HALFOPEN_DATA_DIR: join(folder, 'data') };
  host = spawn(command, args, { cwd: folder, env });

  const { port } = new URL(await readyUrl(host));
  const check = lines.find((line) => line.startsWith('HEALTHCHECK')) ?? '';
  const [node = '', ...rest] = JSON.parse(check.slice(check.indexOf('['))) as string[];

  execFileSync(
    node,
    rest.map((word) => word.replace(':3000', `:${port}`)),
  );
  expect(() =>
    execFileSync(
      node,
      rest.map((word) => word.replace(':3000', ':1')),
    ),
  ).toThrow('Command failed');
  expect(instructions('USER')).toEqual(['node']);
}, 60_000);

it('the compose file builds from what is there, opens no port and needs no right', () => {
  const { services } = parse(readFileSync(join(root, 'samples/container/compose.yaml'), 'utf8')) as {
    services: Record<
      string,
      {
        build?: { context: string; dockerfile: string };
        ports?: unknown;
        command?: string[];
        cap_drop: string[];
        read_only: boolean;
      }
    >;
  };
  const build = services['halfopen']?.build;

  expect(existsSync(join(root, 'samples/container', build?.context ?? '', build?.dockerfile ?? ''))).toBe(
    true,
  );
  for (const service of Object.values(services)) {
    expect(service.ports).toBeUndefined();
    expect([service.cap_drop, service.read_only]).toEqual([['ALL'], true]);
  }
  expect(services['watch']?.command?.join(' ')).toContain('halfopen.cjs watch /logs/*.log --every 0');
});

it('systemd takes the unit', () => {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
  } catch {
    console.warn(
      '\nsystemd-analyze is not on PATH: the unit is not verified. Get it with: apt-get install systemd\n',
    );
    return;
  }
  const unit = readFileSync(join(root, 'samples/systemd/halfopen.service'), 'utf8');
  const file = join(folder, 'halfopen.service');
  writeFileSync(
    file,
    unit.replace('/usr/bin/node', process.execPath).replace('/opt/halfopen\n', `${root}\n`),
  );

  const said = execFileSync('systemd-analyze', ['verify', '--man=no', file], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

  expect(said).toBe('');
});

it('Slack’s socket is answered as its requests are: signed for the host, acknowledged with the answer, or not at all', async () => {
  const got: { headers: Record<string, string>; body: string }[] = [];
  const app = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      got.push({ headers: request.headers as Record<string, string>, body });
      const isBroken = body.includes('broken');
      response
        .writeHead(isBroken ? 503 : 200, { 'content-type': 'application/json' })
        .end('{"text":"hello"}');
    });
  });
  const acknowledged: unknown[] = [];
  const slack = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${portOf(slack)}/link` }));
  });
  const sockets = new WebSocketServer({ server: slack });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => acknowledged.push(JSON.parse(data.toString('utf8'))));
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
    const send = (id: string, type: string, payload: object) =>
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
    send('1', 'slash_commands', { command: '/triage', text: 'help' });
    send('2', 'events_api', { event: { type: 'app_mention' }, token: 'broken' });
  });
  for (const server of [app, slack])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const notes: string[] = [];
  const leave = await startSocketMode(
    { appToken: 'xapp-1', apiUrl: `http://127.0.0.1:${portOf(slack)}/api/` },
    { url: `http://127.0.0.1:${portOf(app)}`, signingSecret: 'own' },
    (message) => notes.push(message),
  );
  await until(() => got.length === 2 && acknowledged.length > 0 && notes.length > 0);
  await leave();
  for (const server of [app, slack]) server.close();
  sockets.close();

  const command = got.find(({ body }) => body.includes('command='));
  expect(command?.body).toBe('command=%2Ftriage&text=help');
  expect(
    verifySlackRequest(command?.headers ?? {}, Buffer.from(command?.body ?? ''), 'own', Date.now()),
  ).toMatchObject({ ok: true });
  expect(acknowledged).toEqual([{ envelope_id: '1', payload: { text: 'hello' } }]);
  expect(notes).toEqual(['Socket Mode: a request was answered with status 503']);
});

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

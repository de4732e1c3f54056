import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run-halfopen.ts';
import { unzip } from './unzip.ts';

/** What an invocation came to. */
interface Invoked {
  payload: unknown;
  error?: { errorType?: string; errorMessage?: string };
  /** From handing the event over to its answer; of the first one, from the start of the process. */
  ms: number;
}

/** A packaged function under AWS's runtime client. */
export interface LambdaProcess {
  invoke(event: unknown): Promise<Invoked>;
  output(): string;
  pid: number;
  close(): void;
}

/**
 * The runtime client's HTTP part is native and built at install, which this project does not do: the same few calls of the
 * Runtime API (next, response, error) in JavaScript.
 */
const NATIVE_PART = `
const http = require('node:http');
const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true });
const send = (method, path, body, headers = {}) => new Promise((resolve, reject) => {
  const request = http.request({ hostname, port, path: '/2018-06-01/runtime/invocation/' + path, method, agent, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve({ bodyJson: text, headers: response.headers }));
  });
  request.on('error', reject).end(body);
});
exports.initializeClient = () => {};
exports.next = () => send('GET', 'next');
exports.done = (id, body) => void send('POST', id + '/response', body);
exports.error = (id, body) => void send('POST', id + '/error', body);
`;
const PRELOAD = `const { Module } = require('node:module'); Module._extensions['.node'] = Module._extensions['.js'];`;

/** Starts a zip as Lambda does: unpacked, its handler under the runtime client on the pinned Node 24, fed by a Runtime API. */
export async function startLambda(zip: string, env: Record<string, string>): Promise<LambdaProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-lambda-'));
  await unzip(zip, folder);
  copyFileSync(join(root, 'node_modules', 'aws-lambda-ric', 'index.mjs'), join(folder, 'runtime-client.mjs'));
  writeFileSync(join(folder, 'rapid-client.node'), NATIVE_PART);
  writeFileSync(join(folder, 'preload.cjs'), PRELOAD);
  const api = createRuntimeApi();
  const port = await api.listen();
  const startedMs = performance.now();
  const child = spawn(
    nodeOfLambda(),
    ['--require', join(folder, 'preload.cjs'), join(folder, 'runtime-client.mjs')],
    {
      cwd: folder,
      env: {
        ...env,
        PATH: process.env['PATH'] ?? '',
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        _HANDLER: 'index.handler',
        LAMBDA_TASK_ROOT: folder,
        AWS_LAMBDA_FUNCTION_NAME: 'under-test',
        AWS_LAMBDA_FUNCTION_VERSION: '1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/under-test',
        AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      },
    },
  );
  const output = collect(child);
  let isFirst = true;
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error(`the function exited:\n${output()}`)));
  });
  gone.catch(() => undefined); // nobody may be waiting for an answer when it is closed
  return {
    async invoke(event) {
      const fromMs = isFirst ? startedMs : performance.now();
      isFirst = false;
      const { text, isError } = await Promise.race([api.invoke(JSON.stringify(event)), gone]);
      const payload: unknown = text === '' ? undefined : JSON.parse(text);
      const ms = performance.now() - fromMs;
      return isError ? { payload: undefined, error: payload as { errorType: string }, ms } : { payload, ms };
    },
    output,
    pid: child.pid ?? 0,
    close() {
      child.removeAllListeners();
      child.kill('SIGKILL');
      api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The Node that runs the functions: the pinned one, or this process's where no package brings it (macOS). */
function nodeOfLambda(): string {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (part) => (text += String(part)));
  child.stderr?.on('data', (part) => (text += String(part)));
  return () => text;
}

function createRuntimeApi() {
  let waiting: ServerResponse | undefined;
  let pending: { event: string; answer: (text: string, isError: boolean) => void } | undefined;
  const hand = () => {
    if (!waiting || !pending) return;
    waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': 'request-1',
      'lambda-runtime-deadline-ms': String(Date.now() + 60_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:under-test',
    });
    waiting.end(pending.event);
    waiting = undefined;
  };
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/next')) {
      waiting = response;
      return hand();
    }
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      response.writeHead(202).end();
      const { answer } = pending ?? {};
      pending = undefined;
      answer?.(body, request.url?.endsWith('/error') ?? false);
    });
  });
  return {
    listen: async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    invoke: (event: string) =>
      new Promise<{ text: string; isError: boolean }>((resolve) => {
        pending = { event, answer: (text, isError) => resolve({ text, isError }) };
        hand();
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type HttpAnswer, type HttpResult, problemAnswer } from '../../src/adapters/http.ts';
import type { SlackStandIn } from '../slack/stand-in.ts';
import { answerInvoke, createRunner, type FunctionRunner, type Handler } from './function-runner.ts';
import type { LocalAnswer, LocalRequest } from './local-request.ts';
import { createLogEndpoint } from './log-endpoint.ts';
import { isCrossSite, isOwnHost } from './request-origin.ts';
import { createSqsEndpoint } from './sqs-endpoint.ts';

const LARGEST_BYTES = 20 << 20;

/** Lambda takes no larger event of a synchronous invocation: the request as JSON, a binary body in base64 (Lambda quotas, 6 MB). */
const LARGEST_EVENT_BYTES = 6_291_556;

const SWEEP_EVERY_MS = 60_000;

const DRAIN_MS = 7_000;

/** What comes from outside, and the function that takes it. */
const ENTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '/slack/events': 'slack',
    '/v1/snapshots': 'ingest-snapshot',
    '/v1/alerts': 'alert',
    '/v1/logs': 'ingest-otlp',
  }),
);

/** The functions behind one HTTP server on 127.0.0.1. */
export interface Host {
  server: Server;
  runner: FunctionRunner;
  /** Lets `/healthz` say that every route and function answers. */
  ready(): void;
  /** Refuses new events, waits for the functions that run, and closes the server. */
  stop(): Promise<void>;
}

type Health = 'starting' | 'ok' | 'stopping';

/** Routes of the one-machine host: health, Slack, snapshots, the Invoke API, the queue, looking into logs, and Slack's stand-in for all the rest. */
export function createHost(parts: {
  handlers: Readonly<Record<string, Handler>>;
  standIn: () => SlackStandIn;
  note: (message: string) => void;
  /** What `/metrics` shows; without it there is no such route. */
  metrics?: () => Promise<{ type: string; body: string }>;
}): Host {
  const logs = createLogEndpoint();
  const runner = createRunner(parts.handlers, parts.note, (name, event) => {
    if (name === 'ingest-logs') logs.note(event);
  });
  const queue = createSqsEndpoint(runner, parts.note);
  let health: Health = 'starting';
  const route = async (request: LocalRequest): Promise<LocalAnswer> => {
    const { method, path } = request;
    if (method === 'GET' && path === '/healthz') return answerHealth(health);
    if (method === 'GET' && path === '/metrics' && parts.metrics) return answerMetrics(parts.metrics);
    const entry = method === 'POST' ? ENTRIES.get(path) : undefined;
    if (health === 'stopping' && (entry !== undefined || isNewEvent(request)))
      return problem(503, 'stopping', 'The host is stopping.', 'Send it again when the host is up.');
    if (entry !== undefined) return throughHttp(runner, entry, request);
    return (
      queue.answer(request) ??
      logs.answer(request) ??
      (await answerInvoke(runner, request)) ??
      (await parts.standIn().handle(request)) ??
      answerUnknown(path)
    );
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, route, parts.note));
  const timer = setInterval(() => runner.invokeLater('sweep', sweepEvent()), SWEEP_EVERY_MS);
  return {
    server,
    runner,
    ready() {
      health = 'ok';
    },
    async stop() {
      health = 'stopping';
      clearInterval(timer);
      queue.stop();
      // What still runs calls this host: Slack's stand-in, the queue.
      await runner.drain(DRAIN_MS);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function sweepEvent(): { time: string } {
  return { time: new Date().toISOString() };
}

/** 503 until every route and function answers, and while the host stops. */
function answerHealth(health: Health): LocalAnswer {
  const status = health === 'ok' ? 200 : 503;
  return { status, type: 'application/json', body: JSON.stringify({ status: health }) };
}

async function answerMetrics(metrics: () => Promise<{ type: string; body: string }>): Promise<LocalAnswer> {
  return { status: 200, ...(await metrics()) };
}

function answerUnknown(path: string): LocalAnswer {
  const detail = `${path} is not a route of this host.`;
  return problem(404, 'route-unknown', detail, 'See docs/architecture.md for its routes.');
}

/** An invocation from outside. `answer` is invoked by functions that still run, whose work would be lost. */
function isNewEvent({ path }: LocalRequest): boolean {
  return path.startsWith('/2015-03-31/') && path !== '/2015-03-31/functions/answer/invocations';
}

async function throughHttp(
  runner: FunctionRunner,
  name: string,
  request: LocalRequest,
): Promise<LocalAnswer> {
  if (eventBytes(request) > LARGEST_EVENT_BYTES)
    return problem(
      413,
      'event-too-large',
      'On AWS this request would be larger than Lambda takes: 6 MiB, or 4.5 MiB of a packed body.',
      'Send it packed (Content-Encoding: gzip), or in parts.',
    );
  const result = (await runner.invoke(name, toHttpEvent(request))) as HttpResult;
  return toLocalAnswer({ ...result, status: result.statusCode });
}

/** What API Gateway's event of a request has as JSON: text as it is, anything else or packed in base64. */
function eventBytes({ headers, body }: LocalRequest): number {
  const { 'content-type': type = '', 'content-encoding': encoding } = headers;
  const isText = !encoding && (type.startsWith('text/') || type.startsWith('application/json'));
  const around = Buffer.byteLength(JSON.stringify(headers));
  return around + (isText ? Buffer.byteLength(JSON.stringify(body.toString('utf8'))) : (body.length * 4) / 3);
}

function toLocalAnswer({ status, headers, body }: HttpAnswer): LocalAnswer {
  const { 'content-type': type = 'text/plain', ...rest } = headers;
  return { status, type, body, headers: rest };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: (request: LocalRequest) => Promise<LocalAnswer>,
  note: (message: string) => void,
): Promise<void> {
  const answer: LocalAnswer = await answerTo(incoming, route).catch((error: Error) => {
    note(`${incoming.method} ${incoming.url} failed: ${error.message}`);
    return problem(500, 'internal', 'The host failed to answer.', 'See the log of the host.');
  });
  if (answer.status === 0) return void incoming.socket.destroy();
  outgoing.writeHead(answer.status, {
    'content-type': answer.type || 'text/plain',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  outgoing.end(answer.body);
}

async function answerTo(
  incoming: IncomingMessage,
  route: (request: LocalRequest) => Promise<LocalAnswer>,
): Promise<LocalAnswer> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const head = { method: incoming.method ?? 'GET', path: url.pathname, headers: headersOf(incoming) };
  const refusal = refuseStranger(head);
  if (refusal) return refusal;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BYTES)
      return problem(413, 'body-too-large', 'The body is larger than 20 MiB.', 'Send less at once.', CLOSE);
    chunks.push(chunk);
  }
  return route({ ...head, query: url.searchParams, body: Buffer.concat(chunks) });
}

/**
 * Refuses what a web page elsewhere could make a browser on this machine send. Slack's own requests may come through a tunnel under
 * any name: they are signed, and the signature is checked.
 */
function refuseStranger(head: Omit<LocalRequest, 'query' | 'body'>): LocalAnswer | undefined {
  if (head.method === 'POST' && head.path === '/slack/events') return undefined;
  if (!isOwnHost(head.headers['host']))
    return problem(
      403,
      'host-refused',
      'The Host header names another host.',
      'Use 127.0.0.1 or localhost.',
      CLOSE,
    );
  if (isCrossSite(head))
    return problem(
      403,
      'cross-site-refused',
      'A web page of another origin sent this request.',
      'Send it from a program, or from the page of this host.',
      CLOSE,
    );
  return undefined;
}

/** The body is not read, so the connection can't serve another request. */
const CLOSE = { connection: 'close' };

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function problem(
  status: number,
  code: string,
  detail: string,
  hint: string,
  extra: Record<string, string> = {},
): LocalAnswer {
  return toLocalAnswer(problemAnswer(status, { code, detail, hint }, extra));
}

/** A request as an HTTP API hands it to a function (payload format 2.0), its body in base64 so that every byte arrives. */
function toHttpEvent({ method, path, query, headers, body }: LocalRequest): Record<string, unknown> {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query.toString(),
    headers,
    requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}

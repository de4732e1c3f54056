import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the product made. */
export interface SlackCall {
  /** `views.open` …, or `reply` for a response_url, `invoke` for a function, `queue` for a message to notify, `upload` for a file. */
  method: string;
  given: Record<string, unknown>;
}

type Answer = Record<string, unknown> | ((given: SlackCall['given']) => Record<string, unknown>);

/** Slack's Web API, response_urls, Lambda's Invoke API and SQS in one server that takes note of what it is asked. */
export interface FakeSlack {
  url: string;
  calls: SlackCall[];
  /** What answers the next calls of a method, beside `ok`; a function is asked for each call. */
  answers: Map<string, Answer>;
  /** HTTP statuses of the next calls of a method; 0 for none: the connection is closed. */
  statuses: Map<string, number>;
  close(): void;
}

/** A member of the workspace, and a file that was scanned. */
const LOOKUPS: Record<string, Record<string, unknown> | undefined> = {
  'users.info': { user: { id: 'U0MEMBER', is_restricted: false } },
  'files.info': { file: { mimetype: 'image/png' } },
};

/** Starts one. `invoke` is called with what is handed to the function `answer`. */
export async function startFakeSlack(invoke: (work: unknown) => void = () => undefined): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const answers = new Map<string, Answer>();
  const statuses = new Map<string, number>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      const bytes = Buffer.concat(parts);
      if (path.startsWith('/upload')) {
        calls.push({ method: 'upload', given: { bytes: fileIn(bytes) } });
        response.writeHead(200).end('OK');
        return;
      }
      const given = parse(bytes.toString('utf8'), request.headers['content-type'] ?? '');
      if (request.headers['x-amz-target'] === 'AmazonSQS.SendMessage') {
        calls.push({
          method: 'queue',
          given: JSON.parse(String(given['MessageBody'])) as SlackCall['given'],
        });
        const MD5OfMessageBody = createHash('md5').update(String(given['MessageBody'])).digest('hex');
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify({ MessageId: '1', MD5OfMessageBody }));
        return;
      }
      if (path.startsWith('/2015-03-31/functions/')) {
        calls.push({ method: 'invoke', given });
        invoke(given);
        response.writeHead(202).end();
        return;
      }
      const method = path.startsWith('/api/') ? path.slice('/api/'.length) : 'reply';
      // What only looks something up is no call that a test waits for.
      if (!(method in LOOKUPS)) calls.push({ method, given });
      const status = statuses.get(method) ?? 200;
      if (status === 0) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(status === 429 ? { 'retry-after': '30' } : {}),
      });
      const answer = answers.get(method) ?? LOOKUPS[method];
      const asked = typeof answer === 'function' ? answer(given) : answer;
      response.end(JSON.stringify({ ok: true, ts: '1.000100', channel: given['channel'], ...asked }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answers,
    statuses,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The file in a form of one part (RFC 7578): between the empty line after its headers and the closing boundary. */
function fileIn(form: Buffer): Buffer {
  const boundary = form.subarray(0, form.indexOf('\r\n'));
  return form.subarray(form.indexOf('\r\n\r\n') + 4, form.lastIndexOf(`\r\n${boundary.toString()}`));
}

function parse(body: string, type: string): Record<string, unknown> {
  if (type.includes('json') || body.startsWith('{'))
    return JSON.parse(body || '{}') as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

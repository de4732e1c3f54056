import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the counterpart got. */
export interface GotRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that takes the place of another system: keeps what it gets, and answers what `answer` says, by default 202. */
export async function startCounterpart(): Promise<{
  url: string;
  got: GotRequest[];
  answer: { status: number; headers?: Record<string, string>; body?: string };
  stop: () => void;
}> {
  const got: GotRequest[] = [];
  const counterpart = { url: '', got, answer: { status: 202 }, stop: () => void server.close() };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body });
      const {
        status,
        headers,
        body: text,
      }: { status: number; headers?: object; body?: string } = counterpart.answer;
      response.writeHead(status, { ...headers }).end(text ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  counterpart.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return counterpart;
}

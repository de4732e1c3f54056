import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What moto does not know of an account. */
export interface Gaps {
  /** Lambda's account settings. */
  concurrentExecutions: number;
  filterQuota: number;
  /** Log groups of class INFREQUENT_ACCESS. */
  infrequent: readonly string[];
}

/** moto with the gaps filled, at an address of its own: all else is handed on to it. */
export async function fillGaps(moto: string, gaps: Gaps): Promise<{ endpoint: string; stop: () => void }> {
  const server = createServer((request, response) => {
    void answer(moto, gaps, request).then(({ status, type, body }) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close(),
  };
}

async function answer(moto: string, gaps: Gaps, request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const target = String(request.headers['x-amz-target'] ?? '');
  const json = (value: object) => ({
    status: 200,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify(value),
  });
  const { concurrentExecutions: all } = gaps;
  if (request.url?.includes('/account-settings'))
    return json({ AccountLimit: { ConcurrentExecutions: all, UnreservedConcurrentExecutions: all } });
  if (target.startsWith('ServiceQuotas'))
    return json({ Quotas: [{ QuotaName: 'Subscription filters per log group', Value: gaps.filterQuota }] });
  const {
    host: _,
    connection: __,
    'content-length': ___,
    'transfer-encoding': ____,
    expect: _____,
    ...headers
  } = request.headers;
  const handedOn = await fetch(`${moto}${request.url}`, {
    method: request.method ?? 'POST',
    headers: headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  const body = await handedOn.text();
  const type = handedOn.headers.get('content-type') ?? 'application/json';
  if (!target.endsWith('DescribeLogGroups') || !handedOn.ok) return { status: handedOn.status, type, body };
  const { logGroups = [], ...rest } = JSON.parse(body) as { logGroups?: { logGroupName: string }[] };
  const classed = logGroups.map((group) => ({
    ...group,
    logGroupClass: gaps.infrequent.includes(group.logGroupName) ? 'INFREQUENT_ACCESS' : 'STANDARD',
  }));
  return json({ ...rest, logGroups: classed });
}

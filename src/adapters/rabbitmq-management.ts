import { HalfopenError } from '../errors.ts';
import type { Secret } from './secret.ts';

const TIMEOUT_MS = 8_000;
const LARGEST_BYTES = 8 << 20;
const PARTS = ['connections', 'queues', 'nodes'];

/**
 * Asks RabbitMQ's management API (`GET /api/connections`, `/api/queues`, `/api/nodes`) what it has. `url` may hold user and password; where
 * the broker refuses and there is another by now, that is asked.
 * Returns the JSON documents as they came, one after the other. Throws `broker-unreachable`.
 */
export async function askRabbitmq(url: Secret): Promise<{ host: string; documents: string[] }> {
  const used = await url.value();
  return ask(used).catch(async (error: unknown) => {
    if (await url.isReplaced(used)) return ask(await url.value());
    throw error;
  });
}

async function ask(url: string): Promise<{ host: string; documents: string[] }> {
  const base = new URL(url);
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`).toString('base64')}`;
  const documents: string[] = [];
  for (const part of PARTS) {
    const answer = await fetch(new URL(`/api/${part}`, base.origin), {
      headers: { authorization },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: Error) => fail(base.host, cause.name, cause));
    if (!answer.ok) fail(base.host, `status ${answer.status} for /api/${part}`);
    const text = await answer.text();
    if (text.length <= LARGEST_BYTES) documents.push(text);
  }
  return { host: base.hostname, documents };
}

function fail(host: string, why: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'broker-unreachable',
    message: `the management API of ${host} gave no answer: ${why}`,
    hint: 'Check RABBITMQ_MANAGEMENT_URL, the monitoring tag of its user, and the security group.',
    retryable: true,
    cause,
  });
}

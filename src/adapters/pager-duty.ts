import { HalfopenError } from '../errors.ts';
import type { Secret } from './secret.ts';

const API = 'https://api.pagerduty.com';
const TIMEOUT_MS = 3_000;

interface OnCalls {
  oncalls?: readonly { escalation_level?: number; user?: { id?: string } }[];
}

/**
 * The id of the user whom PagerDuty has on call by a schedule now (`GET /oncalls`, API v2); of several the one called first. Undefined
 * where nobody is. `api` is its address. Throws `pager-duty-unreachable`.
 */
export async function askPagerDuty(
  token: Secret,
  schedule: string,
  api = process.env['PAGERDUTY_API_URL'] || API,
): Promise<string | undefined> {
  const url = new URL('/oncalls', api);
  url.searchParams.append('schedule_ids[]', schedule);
  url.searchParams.set('earliest', 'true');
  const answer = await fetch(url, {
    headers: {
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${await token.value()}`,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: Error) => fail(cause.name, cause));
  if (!answer.ok) fail(`status ${answer.status}`);
  const { oncalls = [] } = (await answer.json()) as OnCalls;
  const [first] = oncalls.toSorted((a, b) => (a.escalation_level ?? 0) - (b.escalation_level ?? 0));
  return first?.user?.id;
}

function fail(why: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'pager-duty-unreachable',
    message: `PagerDuty gave no answer: ${why}`,
    hint: 'Check PAGERDUTY_TOKEN, which needs read access to schedules.',
    retryable: true,
    cause,
  });
}

import { HalfopenError } from '../../errors.ts';

/** Longer would hold up the cards of other incidents. */
const TIMEOUT_MS = 8_000;
const MOST_REASON = 300;
const TOO_MANY = 429;
const SERVER_FAULT = 500;

/** Posts JSON to an outlet. Throws `outlet-unavailable` or `outlet-refused`; neither names the address, which may be a secret. */
export async function postJson(
  outlet: string,
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: Error) => {
    throw unavailable(outlet, `no answer (${cause.name})`);
  });
  if (answer.ok) {
    await answer.body?.cancel();
    return;
  }
  if (answer.status === TOO_MANY || answer.status >= SERVER_FAULT)
    throw unavailable(outlet, `status ${answer.status}`, answer.headers.get('retry-after'));
  const reason = (await answer.text().catch(() => '')).slice(0, MOST_REASON);
  throw new HalfopenError({
    code: 'outlet-refused',
    message: `outlet ${outlet} refuses what it is sent: status ${answer.status} ${reason}`.trim(),
    hint: `Check its secret (outlet-${outlet}) and its address in halfopen.yml.`,
  });
}

function unavailable(outlet: string, why: string, retryAfter: string | null = null): HalfopenError {
  const seconds = Number(retryAfter ?? Number.NaN);
  return new HalfopenError({
    code: 'outlet-unavailable',
    message: `outlet ${outlet} takes nothing: ${why}`,
    hint: 'It is sent again each minute, for a day.',
    retryable: true,
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}),
  });
}

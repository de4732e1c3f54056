import { HalfopenError } from '../../errors.ts';
import { type Check, fail, ok } from './check.ts';
import { openStore } from './open-store.ts';

const CHECK = 'store';
const KEPT_MS = 60_000;

/** Writes an item that expires within a minute, and reads it. There is never more than one of it. */
export const checkStore: Check = async ({ env }) => {
  const table = openStore(env);
  const nowMs = Date.now();
  const item = { pk: 'doctor', sk: 'round-trip', version: 1, expiresAtMs: nowMs + KEPT_MS, body: nowMs };
  const name = `table ${env['HALFOPEN_TABLE'] || 'halfopen'}`;
  try {
    await table.put(item, 'any', nowMs);
    const kept = await table.get(item.pk, item.sk, nowMs);
    // Two doctors at once may read each other's.
    if (typeof kept?.body === 'number') return [ok(CHECK, `${name} keeps what is written`)];
    return [
      fail(CHECK, `${name} took an item and did not give it back`, 'Is it the table that was deployed?'),
    ];
  } catch (error) {
    return [fail(CHECK, messageOf(error as Error), hintOf(error as Error))];
  }
};

function messageOf(error: Error): string {
  return error.message.replace(/\.$/, '');
}

function hintOf(error: Error): string {
  const name = (error.cause as Error | undefined)?.name ?? error.name;
  if (name === 'CredentialsProviderError' || error.message.includes('Region is missing'))
    return 'Log in to AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION.';
  if (name === 'AccessDeniedException')
    return 'These credentials need dynamodb:PutItem and dynamodb:GetItem on the table.';
  if (name === 'ResourceNotFoundException' && error instanceof HalfopenError) return error.hint;
  return 'Are AWS_REGION and HALFOPEN_TABLE those of the deployment? On one machine: is the host running (npm start)?';
}

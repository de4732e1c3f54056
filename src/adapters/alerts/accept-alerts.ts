import type { Alert } from '../../model/alert.ts';
import { bearsSecret } from '../bearer.ts';
import { type HttpAnswer, type HttpRequest, problemAnswer } from '../http.ts';
import type { Secret } from '../secret.ts';
import { readAlertmanager } from './read-alertmanager.ts';

const MOST_BYTES = 1 << 20;

/** Alerts that may be acted on, or the answer that refuses them. */
type Accepted = { ok: true; alerts: readonly Alert[] } | { ok: false; answer: HttpAnswer };

/**
 * Reads what Alertmanager posts. It can't sign, so it has to bear the secret. Nothing in a request can throw.
 */
export async function acceptAlerts({ headers, rawBody }: HttpRequest, secret: Secret): Promise<Accepted> {
  if (!(await bearsSecret(headers, secret)))
    return refuse(
      401,
      'authorization-refused',
      'The Authorization header is missing or wrong.',
      'Set http_config.authorization.credentials of the receiver to the alert secret.',
    );
  if (rawBody.length > MOST_BYTES)
    return refuse(
      413,
      'alerts-too-large',
      'The body is larger than 1 MiB.',
      'Set max_alerts of the receiver.',
    );
  const alerts = readAlertmanager(parse(rawBody));
  if (alerts) return { ok: true, alerts };
  return refuse(
    400,
    'alerts-unreadable',
    'The body is no notification of Alertmanager, version 4.',
    'Let a webhook_config of Alertmanager post to this address.',
  );
}

function parse(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(rawBody));
  } catch {
    return undefined;
  }
}

function refuse(status: number, code: string, detail: string, hint: string): Accepted {
  return { ok: false, answer: problemAnswer(status, { code, detail, hint }) };
}

import { Webhook } from 'standardwebhooks';
import type { Outlet } from '../../model/config.ts';
import type { IncidentChange } from '../../model/incident-change.ts';
import type { Outlets } from '../../ports.ts';
import { teamsMessage } from '../../render/teams/change-card.ts';
import type { Secret } from '../secret.ts';
import { cloudEvent } from './cloud-event.ts';
import { putEvent } from './eventbridge.ts';
import { outletSecret } from './outlet-secret.ts';
import { pagerdutyEvent } from './pagerduty.ts';
import { postJson } from './post-json.ts';

/**
 * Outlets over HTTP, and EventBridge. Their secrets: PagerDuty's integration key, what a webhook is signed with, the address of a Teams
 * workflow. Each is read when it is first needed, and again where it was refused.
 */
export function createWebOutlets(env: NodeJS.ProcessEnv): Outlets {
  const secrets = new Map<string, Secret>();
  const secretOf = ({ name }: Outlet): Secret => {
    const known = secrets.get(name) ?? outletSecret(env, { name });
    secrets.set(name, known);
    return known;
  };
  return {
    async send(outlet, change) {
      if (outlet.kind === 'eventbridge') return putEvent(env, outlet, cloudEvent(change));
      const secret = secretOf(outlet);
      const used = await secret.value();
      return sendOver(outlet, used, change).catch(async (error: unknown) => {
        if (!(await secret.isReplaced(used))) throw error;
        return sendOver(outlet, await secret.value(), change);
      });
    },
  };
}

function sendOver(outlet: Outlet, secret: string, change: IncidentChange): Promise<void> {
  const { kind, name, url = '' } = outlet;
  if (kind === 'pagerduty') return postJson(name, url, JSON.stringify(pagerdutyEvent(secret, change)));
  if (kind === 'teams') return postJson(name, secret, JSON.stringify(teamsMessage(change)));
  const body = JSON.stringify(cloudEvent(change));
  return postJson(name, url, body, signedHeaders(secret, change, body));
}

/** Signed as https://www.standardwebhooks.com says, so that receivers need no code of ours. The secret may begin with `whsec_`, then base64. */
function signedHeaders(secret: string, { id, atMs }: IncidentChange, body: string): Record<string, string> {
  const webhook = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1_000)),
    'webhook-signature': webhook.sign(id, new Date(atMs), body),
  };
}

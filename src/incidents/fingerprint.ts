import { createHash } from 'node:crypto';
import { INCIDENT_ID } from '../model/incident-id.ts';
import type { Identity } from '../model/occurrence.ts';

/**
 * Names what stays the same when trouble comes back: 16 hexadecimal digits of the SHA-256 of system, runbook and identity.
 * No time and no ephemeral port goes in; parts are separated, so that no two can run together.
 */
export function fingerprint(system: string, runbook: string, identity: Identity): string {
  const parts = Object.entries(identity)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  return createHash('sha256')
    .update([system, runbook, ...parts].join('\u0000'))
    .digest('hex')
    .slice(0, 16);
}

/** Incident id of an episode, and back. */
export function incidentId(print: string, episode: number): string {
  return `${print}-${episode}`;
}

/** The parts of an incident id; undefined when it is none. */
export function parseIncidentId(id: string): { fingerprint: string; episode: number } | undefined {
  const parts = INCIDENT_ID.exec(id);
  return parts?.[1] ? { fingerprint: parts[1], episode: Number(parts[2]) } : undefined;
}

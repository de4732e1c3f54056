import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';

const MOST_CLIENTS = 50_000;
/** RabbitMQ names these when a client connects, and leaves some out when it closes the connection. */
const TOLD_OF_CLIENTS = ['user', 'vhost', 'clientName'] as const;

/** Starts an empty context; `note` adds one record to it. */
export function createEvidenceContext(): { context: EvidenceContext; note: (record: Observation) => void } {
  const versions = new Map<string, string>();
  const libraries = new Set<string>();
  const levels = new Map<string, number>();
  const clients = new Map<string, Record<string, FieldValue>>();
  const context: EvidenceContext = {
    versions,
    libraries,
    levels,
    clients,
    firstMs: undefined,
    lastMs: undefined,
  };
  const note = ({ fields, atMs }: Observation): void => {
    const { library, product, version, level, client } = fields;
    if (typeof library === 'string') libraries.add(library);
    if (typeof product === 'string' && typeof version === 'string') versions.set(product, version);
    if (typeof level === 'string') levels.set(level, (levels.get(level) ?? 0) + 1);
    if (typeof client === 'string') noteClient(clients, client, fields);
    if (atMs === undefined) return;
    context.firstMs = Math.min(context.firstMs ?? atMs, atMs);
    context.lastMs = Math.max(context.lastMs ?? atMs, atMs);
  };
  return { context, note };
}

function noteClient(
  clients: Map<string, Record<string, FieldValue>>,
  client: string,
  fields: Observation['fields'],
): void {
  let known = clients.get(client);
  for (const name of TOLD_OF_CLIENTS) {
    const value = fields[name];
    if (value === undefined) continue;
    if (!known) {
      if (clients.size >= MOST_CLIENTS) return;
      clients.set(client, (known = {}));
    }
    known[name] = value;
  }
}

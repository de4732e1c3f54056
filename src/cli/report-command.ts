import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HalfopenError } from '../errors.ts';
import { rankCauses } from '../incidents/ranking.ts';
import { didYouMean } from '../interactions/did-you-mean.ts';
import { redact } from '../redact/redact.ts';
import { printable } from '../render/clean.ts';
import { renderPostMortem } from '../render/post-mortem.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { findIncident } from '../store/incident-items.ts';
import { listSince } from '../store/incident-lists.ts';
import type { StoreContext } from '../store/store-context.ts';
import { findDeployment, quietAwsSdk } from './doctor/find-deployment.ts';
import { openIncidents, openStoreOf } from './open-incidents.ts';
import type { Terminal } from './terminal.ts';

const MOST_NAMED = 5;

interface ReportOptions {
  to?: string;
  list?: boolean;
}

/**
 * `halfopen report INCIDENT`: its draft post-mortem in Markdown on standard output, or as `<folder>/<incident>.md`. `--list` prints what
 * is open. Reads the store only. Throws `bad-use`, `incident-unknown`, `host-missing`, `file-exists`, and as the store does.
 */
export async function reportCommand(
  id: string | undefined,
  { to, list }: ReportOptions,
  { stdout, env }: Terminal,
): Promise<void> {
  if (id === undefined && !list)
    throw fault('bad-use', 'the incident is missing.', 'halfopen report --list names what is open.');
  quietAwsSdk();
  const context = openStoreOf(await findDeployment(env));
  stdout.write(
    id === undefined || list ? listing(await openIncidents(context)) : await draft(context, id, to),
  );
}

async function draft(context: StoreContext, id: string, to: string | undefined): Promise<string> {
  const incident = await findIncident(context, id);
  if (!incident) throw await unknown(context, id);
  const markdown = renderPostMortem(incident, rankCauses(incident.diagnosis, incident.answers ?? []));
  return to === undefined ? markdown : keep(to, id, markdown);
}

function listing(heads: readonly IncidentHead[]): string {
  if (heads.length === 0) return 'No incident is open.\n';
  return heads
    .map(
      ({ id, severity, system, title }) =>
        `${id} ${severity.padEnd(9)} ${safe(system).padEnd(12)} ${safe(title)}\n`,
    )
    .join('');
}

async function unknown(context: StoreContext, id: string): Promise<HalfopenError> {
  const open = await openIncidents(context);
  const ids = [...open, ...(await listSince(context, 0))].map((head) => head.id);
  const near = ids.find((one) => id.length >= 4 && one.startsWith(id)) ?? didYouMean(id, ids);
  const named = open.slice(0, MOST_NAMED).map((head) => `${head.id} (${safe(head.title)})`);
  const openOnes = named.length > 0 ? `Open: ${named.join('; ')}.` : 'No incident is open.';
  return fault(
    'incident-unknown',
    `incident "${safe(id)}" not found.`,
    near ? `Did you mean ${near}?` : openOnes,
  );
}

/** Writes the draft and says where. One that people have gone on writing must not be lost. */
function keep(folder: string, id: string, markdown: string): string {
  const path = join(folder, `${id}.md`);
  if (existsSync(path))
    throw fault('file-exists', `${path} already exists.`, 'Move it, or choose another folder.');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, markdown);
  return `Wrote ${path}\n`;
}

/** On one line, and nothing that could drive a terminal: titles may quote a log. */
function safe(text: string): string {
  return printable(redact(text)).replaceAll(/\s+/g, ' ').trim();
}

function fault(code: string, message: string, hint: string): HalfopenError {
  return new HalfopenError({ code, message, hint });
}

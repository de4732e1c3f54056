import { Readable } from 'node:stream';
import { builtInRunbooks, packageVersion } from '../../adapters/package-files.ts';
import { diagnoseMessage, withNearest } from '../../engine/nearest-runbooks.ts';
import type { Engine, Triage } from '../../engine/triage.ts';
import { HalfopenError } from '../../errors.ts';
import { findTopic } from '../../interactions/topics/find-topic.ts';
import { lazily } from '../../lazily.ts';
import type { Report } from '../../model/diagnosis.ts';
import type { CompiledRunbook } from '../../model/runbook.ts';
import { renderTerminal } from '../../render/terminal/report.ts';
import { renderRunbook } from '../../render/terminal/runbook.ts';
import { PLAIN } from '../../render/terminal/text.ts';
import { renderTopic } from '../../render/terminal/topic.ts';
import { searchRunbooks } from '../../runbooks/search-runbooks.ts';
import { engineOf } from '../engine-of.ts';
import { readInput } from '../read-inputs.ts';
import { findRunbook, rowsOf } from '../runbook-lookup.ts';
import type { Output } from '../terminal.ts';
import type { Abilities, Detail, GivenEvidence } from './abilities.ts';
import { findTimeouts } from './find-timeouts.ts';

const MOST_FOUND = 5;

/** The abilities of the program for an assistant: the built-in runbooks, and the host of this machine. Nothing is sent anywhere. */
export function createAbilities(env: NodeJS.ProcessEnv, stderr: Output): Abilities {
  const runbooks = lazily(() => builtInRunbooks());
  const engine = lazily(() => engineOf(runbooks()));
  return {
    version: packageVersion(),
    async triage(evidence, detail) {
      const triage = engine().start();
      for (const [i, given] of evidence.entries()) await read(given, i, triage, stderr);
      return show(await withNearest(triage.report(), runbooks()), detail);
    },
    searchRunbooks: (words) => rowsOf(searchRunbooks(runbooks(), words).slice(0, MOST_FOUND)),
    showRunbook: (id) => renderRunbook(findRunbook(id, runbooks()), PLAIN),
    listRunbooks: () => runbooks().map(({ id, title }) => ({ id, title })),
    explain: (what) => explain(what, engine, runbooks),
    timeouts: findTimeouts,
    incidents: async () => (await import('./host-incidents.ts')).hostIncidents(env),
  };
}

async function read(given: GivenEvidence, i: number, triage: Triage, stderr: Output): Promise<void> {
  const role = given.role ? { role: given.role } : {};
  // Standard input is the assistant's line to this server, so "-" is the name of a file here.
  if ('path' in given) {
    const path = given.path === '-' ? './-' : given.path;
    return readInput({ path, ...role }, triage, {
      stdin: Readable.from([]),
      stderr,
      stdout: stderr,
      env: {},
    });
  }
  const session = triage.open({ name: given.name ?? `text-${i + 1}`, ...role });
  session.write(Buffer.from(given.text));
  session.end();
}

function show(report: Report, detail: Detail): string {
  if (detail === 'json') return JSON.stringify(report);
  return renderTerminal(report, PLAIN, { verbose: detail === 'full' });
}

async function explain(
  what: string,
  engine: () => Engine,
  runbooks: () => readonly CompiledRunbook[],
): Promise<string> {
  if (what.trim() === '')
    throw new HalfopenError({
      code: 'bad-use',
      message: 'there is nothing to explain.',
      hint: 'Give a TCP state, a term or a log line.',
    });
  const topic = findTopic(what);
  if (topic) return renderTopic(topic, PLAIN);
  return renderTerminal(await diagnoseMessage(engine(), runbooks(), what), PLAIN);
}

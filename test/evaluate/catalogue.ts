import type { Engine } from '../../src/engine/triage.ts';
import type { CataloguedMessage, EventKind } from '../../src/model/message.ts';
import { parseTemplate } from '../../src/model/message-template.ts';
import type { CompiledRunbook } from '../../src/model/runbook.ts';
import { triageWith } from '../support/triage-text.ts';

/** How many messages of one product, or of one kind, are answered rightly. */
export interface Score {
  of: string;
  tried: number;
  right: number;
}

/** Which runbooks speak for each event that is told once: one message cannot meet a rule that counts. */
export type Speakers = ReadonlyMap<string, ReadonlySet<string>>;

export function speakersOf(runbooks: readonly CompiledRunbook[]): Speakers {
  const speakers = new Map<string, Set<string>>();
  for (const { id, signals } of runbooks)
    for (const rule of Object.values(signals))
      for (const event of ('event' in rule && !('count' in rule) && rule.event) || [])
        speakers.set(event, (speakers.get(event) ?? new Set()).add(id));
  return speakers;
}

/** A message as its product would log it: its holes filled with something plausible. */
export function logged({ text, exception, level }: CataloguedMessage): string {
  const { pieces, holes } = parseTemplate(text);
  const filled = pieces.map((piece, i) => piece + valueOf(holes[i])).join('');
  const told = exception ? `${exception}: ${filled}` : filled;
  return `2026-02-11 08:15:00.201 [${level ?? 'error'}] ${told}\n`;
}

function valueOf(hole: { name: string; type: string } | undefined): string {
  if (!hole) return '';
  if (hole.type === 'line') return '\n  ';
  if (hole.type === 'int') return '12';
  return ADDRESS_NAMES.some((name) => hole.name.toLowerCase().includes(name)) ? '10.1.0.4:5672' : 'orders';
}

const ADDRESS_NAMES = ['addr', 'host', 'client', 'server', 'peer', 'endpoint', 'uri', 'url'];

/** The messages of trouble that a runbook speaks for, by product: is such a runbook first? */
export function scoreTroubles(
  engine: Engine,
  messages: readonly CataloguedMessage[],
  speakers: Speakers,
): Score[] {
  const scores = new Map<string, Score>();
  for (const message of messages) {
    const wanted = speakers.get(message.event);
    if (!wanted || message.doubtful) continue;
    const [first] = triageWith(engine, logged(message)).diagnoses;
    const score = scores.get(message.product) ?? { of: message.product, tried: 0, right: 0 };
    scores.set(message.product, {
      ...score,
      tried: score.tried + 1,
      right: score.right + Number(first !== undefined && wanted.has(first.runbook)),
    });
  }
  return [...scores.values()].toSorted((a, b) => b.tried - a.tried);
}

/** The messages that tell of nothing wrong: is nothing diagnosed? */
export function scoreHealthy(
  engine: Engine,
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
): Score {
  const healthy = new Set(events.filter((event) => event.healthy).map(({ id }) => id));
  const tried = messages.filter(({ event }) => healthy.has(event));
  const right = tried.filter((message) => triageWith(engine, logged(message)).diagnoses.length === 0);
  return { of: 'healthy messages', tried: tried.length, right: right.length };
}

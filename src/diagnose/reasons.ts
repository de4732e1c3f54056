import { isoTime } from '../model/iso-time.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Signal } from '../model/signal.ts';
import { redact } from '../redact/redact.ts';
import { countedNoun } from './counted-noun.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { fillBlanks } from './fill-blanks.ts';
import type { Folded } from './fold-symptoms.ts';
import { programFrame } from './program-frame.ts';
import { quoteRecords } from './quote-records.ts';
import { quoteRows } from './quote-rows.ts';
import { withTidyServer } from './server-end.ts';

const MOST_KEYS = 3;
const NO_FACTS: Facts = new Map();
const NOT_SEEN = new Map([['count', ['several']]]);

/** Why we believe it: each signal in words, with how often, between which times and for which keys, and what the records say; then what speaks against it. */
export function reasonsFor(hypothesis: Folded): string[] {
  const { decisive, supporting, opposing, symptoms, runbook, version } = hypothesis;
  const frame = programFrame(decisive);
  const quotes = [
    ...quoteRecords(decisive, runbook),
    ...(frame === undefined ? [] : [redact(frame)]),
    ...quoteRows([...decisive, ...supporting]),
  ];
  return [
    ...decisive.map((signal) => sentence('for', signal, runbook)),
    ...quotes.map((quote) => `quote: “${quote}”`),
    ...supporting.map((signal) => sentence('supports', signal, runbook)),
    ...opposing.map((signal) => sentence('against', signal, runbook)),
    ...(version && !version.inRange
      ? [`against: ${version.product} is ${version.found}, this is known of ${version.range}`]
      : []),
    ...symptoms.map(
      ({ runbook: { id }, decisive: [first] }) =>
        `explains: ${id}${first && first.count > 1 ? ` (${first.count} times)` : ''}`,
    ),
  ];
}

/** What would make us surer: the supporting signals that were not there. */
export function wouldRaise({ runbook, missing }: Folded): string[] {
  return missing.flatMap(({ signal }) => {
    const says = runbook.signals[signal]?.says;
    return says ? [fillBlanks(says, NOT_SEEN)] : [];
  });
}

function sentence(stance: string, signal: Signal, runbook: CompiledRunbook): string {
  const facts = signal.says.includes('{') ? withTidyServer(gatherFacts([signal])) : NO_FACTS;
  const says = fillBlanks(signal.says, facts);
  return `${stance}: ${says}${times(signal, says)}${gap(signal)}${span(signal)}${keys(signal, runbook)}`;
}

/** How many, where the sentence does not say so itself. */
function times(signal: Signal, says: string): string {
  const { count } = signal;
  if (count < 2 || says.split(' ').includes(String(count))) return '';
  return `, ${count} ${countedNoun(signal) ?? 'time'}s`;
}

function gap({ gapMs }: Signal): string {
  if (!gapMs) return '';
  const [least, most] = [seconds(gapMs.least), seconds(gapMs.most)];
  return least === most ? `, ${least} s apart` : `, ${least} to ${most} s apart`;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function span(signal: Signal): string {
  const { firstMs, lastMs } = signal.countedMs ?? signal;
  if (firstMs === undefined || lastMs === undefined) return '';
  const [first, last] = [isoTime(firstMs), isoTime(lastMs)];
  return first === last ? `, at ${first}` : `, ${first} to ${last}`;
}

function keys({ keys: all, name }: Signal, runbook: CompiledRunbook): string {
  const rule = runbook.signals[name];
  const per = rule && 'per' in rule ? rule.per : undefined;
  const shown = all.filter(Boolean);
  if (!per || shown.length === 0) return '';
  const more = shown.length > MOST_KEYS ? ` and ${shown.length - MOST_KEYS} more` : '';
  return `, for ${shown.slice(0, MOST_KEYS).join('; ')}${more}`;
}

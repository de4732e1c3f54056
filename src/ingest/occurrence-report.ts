import type { OccurrenceReport } from '../incidents/open-incident.ts';
import type { Config } from '../model/config.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { lastHitMs } from '../model/signal.ts';
import { redactCounted, redactDeep } from '../redact/redact.ts';
import { rememberLast } from '../remember-last.ts';
import { rememberRecent } from '../remember-recent.ts';
import type { IngestContext } from './ingest-context.ts';
import type { SystemTriage } from './system-reading.ts';

const MARGIN_MS = 60_000;
/** Texts that are remembered, and the characters of the longest. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 2_048;

/** The same diagnosis is not masked again at each triage, and of one that has gone on only what is new. */
const redacted = rememberLast<Diagnosis, { value: Diagnosis; count: number }>();
const redactedPart = rememberLast<object, { value: object; count: number }>();

function redactParts(diagnosis: Diagnosis): { value: Diagnosis; count: number } {
  const parts = Object.entries(diagnosis).map(([name, part]: [string, unknown]) => {
    const isObject = typeof part === 'object' && part !== null;
    return [
      name,
      isObject ? redactedPart.get(part, [], () => redactDeep(part, mask)) : redactDeep(part, mask),
    ] as const;
  });
  const value = Object.fromEntries(parts.map(([name, part]) => [name, part.value])) as unknown as Diagnosis;
  return { value, count: parts.reduce((sum, [, part]) => sum + part.count, 0) };
}

/** Most texts of a diagnosis stay as they were, although their diagnosis is another. */
const redactedTexts = rememberRecent<string, ReturnType<typeof redactCounted>>(MOST_TEXTS);

function mask(text: string): ReturnType<typeof redactCounted> {
  if (text.length > LONGEST_TEXT) return redactCounted(text);
  const known = redactedTexts.get(text);
  if (known) return known;
  const made = redactCounted(text);
  redactedTexts.set(text, made);
  return made;
}

/** An occurrence as its incident takes it: redacted, with the log groups and hosts it was seen in. */
export function toReport(
  { config }: IngestContext,
  system: string,
  { placeOf, redactionsOf }: SystemTriage,
  occurrence: Occurrence,
): OccurrenceReport {
  const places = occurrence.inputs.map(placeOf);
  const span = { fromMs: occurrence.hits[0]?.fromMs, toMs: lastHitMs(occurrence.hits) };
  const sources = places.map((place) =>
    'host' in place
      ? { name: place.host }
      : { name: place.logGroup, ...linkToLogs(config, place.logGroup, span) },
  );
  const { value, count } = redacted.get(occurrence.diagnosis, [], () => redactParts(occurrence.diagnosis));
  const inEvidence = occurrence.inputs.reduce((sum, input) => sum + redactionsOf(input), 0);
  return {
    system,
    occurrence,
    diagnosis: value,
    redactions: count + inEvidence,
    sources: [...new Map(sources.map((source) => [source.name, source])).values()],
  };
}

/** A link into CloudWatch's console to a log group at the time of the evidence; none where there is no region (one machine). */
export function linkToLogs(
  { region }: Pick<Config, 'region'>,
  logGroup: string,
  { fromMs, toMs }: { fromMs: number | undefined; toMs: number | undefined },
): { link?: string } {
  if (!region || fromMs === undefined || toMs === undefined) return {};
  const query = escape(`?start=${fromMs - MARGIN_MS}&end=${toMs + MARGIN_MS}`);
  const group = escape(encodeURIComponent(logGroup));
  return {
    link: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}/log-events${query}`,
  };
}

/** The console's own escaping of what stands behind the `#`: percent signs become `$25`. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '$25');
}

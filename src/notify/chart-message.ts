import { HalfopenError } from '../errors.ts';
import type { Failures } from '../failures.ts';
import type { MessageContent } from '../model/chat-message.ts';
import type { Incident, Notified } from '../model/incident.ts';
import { renderCharts } from '../render/slack/incident-messages.ts';
import { recordNotified } from '../store/incident-items.ts';
import type { NotifyContext } from './notify-context.ts';
import { hashOf } from './post-once.ts';

/** A growing series is drawn again at most this often, and once more at the end. */
const REDRAW_MS = 600_000;
const RETRY_MS = 3_600_000;

type ChartFiles = NonNullable<Notified['charts']>['files'];

/** The message with the charts of an incident, drawn where they are missing or old. Without numbers, or without charts, none. */
export async function chartMessage(
  context: NotifyContext,
  incident: Incident,
  failures: Failures,
): Promise<MessageContent | undefined> {
  const series = incident.diagnosis.series ?? [];
  if (series.length === 0) return undefined;
  const known = incident.notified.charts;
  const hash = hashOf(series);
  const show = (files: ChartFiles) =>
    files.length > 0 ? failures.contain('rendering of the charts', () => renderCharts(files)) : undefined;
  if (known && !isDue(known, hash, incident, context.nowMs())) return show(known.files);
  const files = await drawAll(context, incident, failures);
  await recordNotified(context, incident, (notified) => ({
    ...notified,
    charts: { hash, atMs: context.nowMs(), files },
  }));
  return show(files);
}

function isDue(
  { hash: drawn, atMs, files }: NonNullable<Notified['charts']>,
  hash: string,
  { state }: Incident,
  nowMs: number,
): boolean {
  if (files.length === 0) return nowMs - atMs >= RETRY_MS;
  return drawn !== hash && (state === 'resolved' || nowMs - atMs >= REDRAW_MS);
}

/** A picture that can't be drawn or uploaded must not hold up the card: its text has the numbers too. */
async function drawAll(
  context: NotifyContext,
  { diagnosis }: Incident,
  failures: Failures,
): Promise<ChartFiles> {
  try {
    const files = [];
    for (const series of diagnosis.series ?? []) files.push(await context.charts.keep(series));
    return files;
  } catch (error) {
    if (error instanceof HalfopenError && error.code === 'slack-rate-limited') throw error;
    if (!(error instanceof HalfopenError)) failures.note('drawing of a chart', error);
    return [];
  }
}

import { sourceOf } from '../incidents/match-config.ts';
import type { Feedback } from '../model/feedback.ts';
import { listRefusals } from '../notify/slack-refusal.ts';
import { type RunbookHealth, renderHome } from '../render/slack/views/home-view.ts';
import { listFeedback } from '../store/feedback-items.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { listSince } from '../store/incident-lists.ts';
import { listInternalErrors } from '../store/internal-error-items.ts';
import { listSilences } from '../store/silence-items.ts';
import { listSources } from '../store/source-items.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { InteractionContext } from './interaction-context.ts';

/** Shows a person their App Home as things stand now. */
export async function publishHome(context: InteractionContext, userId: string): Promise<void> {
  const [incidents, silences, feedback, sources, refusals, internalErrors] = await Promise.all([
    listSince(context, 0),
    listSilences(context),
    listFeedback(context),
    listSources(context),
    listRefusals(context),
    listInternalErrors(context),
  ]);
  const nowMs = context.nowMs();
  const view = renderHome({
    incidents: incidents
      .filter(({ state, explained }) => state === 'open' && !explained)
      .toSorted((a, b) => b.lastSeenMs - a.lastSeenMs),
    silences: silences.filter(({ endMs, endedMs }) => (endedMs ?? endMs) > nowMs),
    health: healthOf(incidents, feedback),
    sources: sources
      .toSorted((a, b) => b.heardMs - a.heardMs)
      .map(({ name, heardMs }) => ({ name, heardMs, isSilent: isSilent(context, name, heardMs) })),
    refusals,
    internalErrors,
    nowMs,
  });
  await context.views.publish(userId, view);
}

/** How each runbook that has fired or was spoken of does, the most refuted first. */
function healthOf(heads: readonly IncidentHead[], feedback: readonly Feedback[]): RunbookHealth[] {
  const names = new Set([...heads.map(({ runbook }) => runbook), ...feedback.map(({ runbook }) => runbook)]);
  const health = [...names].map((runbook): RunbookHealth => {
    const words = feedback.filter((one) => one.runbook === runbook);
    const refuted = words.filter(({ verdict }) => verdict === 'refuted');
    return {
      runbook,
      fired: heads.filter((head) => head.runbook === runbook).length,
      confirmed: words.length - refuted.length,
      refuted: refuted.length,
      instead: byFrequency(refuted.flatMap(({ right }) => right ?? [])),
    };
  });
  return health.toSorted(
    (a, b) => b.refuted - a.refuted || b.fired - a.fired || (a.runbook < b.runbook ? -1 : 1),
  );
}

function byFrequency(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
}

function isSilent({ config, nowMs }: StoreContext, name: string, heardMs: number): boolean {
  const { silentAfterMs } = sourceOf(config, { name });
  return silentAfterMs !== undefined && nowMs() - heardMs >= silentAfterMs;
}

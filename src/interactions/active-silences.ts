import { isActive, matchesLabels } from '../incidents/silence-matching.ts';
import type { LabelMatchers } from '../model/command.ts';
import { describeSilence } from '../render/slack/answers/silence-list.ts';
import { listSilences } from '../store/silence-items.ts';
import type { StoreContext } from '../store/store-context.ts';

/** Descriptions of the silences and maintenance windows that now mute incidents with these labels. */
export async function activeSilences(context: StoreContext, labels: LabelMatchers): Promise<string[]> {
  const nowMs = context.nowMs();
  return (await listSilences(context))
    .filter((one) => isActive(one, nowMs) && matchesLabels(one, labels))
    .map((one) => describeSilence(one, nowMs));
}

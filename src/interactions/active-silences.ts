import type { StoreFlow } from '../flow.ts';
import { isActive, matchesLabels } from '../incidents/silence-matching.ts';
import type { LabelMatchers } from '../model/command.ts';
import { describeSilence } from '../render/slack/answers/silence-list.ts';
import { listSilences } from '../store/silence-items.ts';

/** Descriptions of the silences and maintenance windows that now mute incidents with these labels. */
export async function activeSilences(flow: StoreFlow, labels: LabelMatchers): Promise<string[]> {
  const nowMs = flow.nowMs();
  return (await listSilences(flow))
    .filter((one) => isActive(one, nowMs) && matchesLabels(one, labels))
    .map((one) => describeSilence(one, nowMs));
}

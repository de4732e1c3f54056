import type { Answer } from '../../model/answer.ts';
import { renderSilenceList } from '../../render/slack/answers/silence-list.ts';
import { listSilences } from '../../store/silence-items.ts';
import type { StoreContext } from '../../store/store-context.ts';
import { defineCommand } from './define-command.ts';

/** `/triage silences`: lists silences. */
export const silences = defineCommand({
  name: 'silences',
  arguments: '',
  does: 'list silences, each with a button that ends it',
  example: 'silences',
  isQuestion: true,
  parse: () => ({}),
  run: (context) => answerSilences(context, 'silence'),
});

/** Silences, or maintenance windows, that are active or planned. */
export async function answerSilences(
  context: StoreContext,
  kind: 'silence' | 'maintenance',
): Promise<Answer> {
  const nowMs = context.nowMs();
  const wanted = (await listSilences(context)).filter(
    (one) => (one.kind ?? 'silence') === kind && (one.endedMs ?? one.endMs) > nowMs,
  );
  const ordered = wanted.toSorted((a, b) => a.endMs - b.endMs);
  return { content: renderSilenceList(ordered, nowMs, kind) };
}

import { builtInPatternIndex, builtInRunbooks } from '../adapters/package-files.ts';
import { createEngine } from '../engine/triage.ts';
import { selectEvents } from '../ingest/select-events.ts';
import type { LogEvent } from '../model/log-event.ts';
import type { Output } from './terminal.ts';
import { writeWaiting } from './write-waiting.ts';

/**
 * Writes of what it takes the lines that a runbook may match, with three before and after each, and at both ends of what came at once,
 * since a record may go over them: the same that the functions keep of a large delivery.
 */
export function forwardTo(stdout: Output): (name: string, events: readonly LogEvent[]) => Promise<void> {
  const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());
  return async (_, events) => {
    const { kept } = selectEvents(engine, events, 0);
    if (kept.length > 0) await writeWaiting(stdout, `${kept.map(({ message }) => message).join('\n')}\n`);
  };
}

import type { Incident } from '../model/incident.ts';
import type { Silence } from '../model/silence.ts';

/** Whether a silence mutes an incident at a moment. */
export function covers(silence: Silence, { labels }: Pick<Incident, 'labels'>, nowMs: number): boolean {
  if (nowMs < silence.startMs || nowMs >= (silence.endedMs ?? silence.endMs)) return false;
  const matchers = Object.entries(silence.matchers);
  return matchers.length > 0 && matchers.every(([name, value]) => labels[name] === value);
}

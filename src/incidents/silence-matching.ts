import type { Silence } from '../model/silence.ts';
import { matchesGlob } from './match-config.ts';

/** Whether a silence mutes what bears these labels at a moment. */
export function mutes(
  silence: Silence,
  { labels, id }: { labels: Readonly<Record<string, string>>; id?: string },
  nowMs: number,
): boolean {
  const isMeant = silence.incident === undefined || id === undefined || silence.incident === id;
  return isMeant && isActive(silence, nowMs) && matchesLabels(silence, labels);
}

/** Whether it has begun and not ended. */
export function isActive({ startMs, endMs, endedMs }: Silence, nowMs: number): boolean {
  return nowMs >= startMs && nowMs < (endedMs ?? endMs);
}

/** Whether labels meet all matchers. A matcher without a star, and every one of an exact silence, must be equal. */
export function matchesLabels(
  { matchers, isExact }: Pick<Silence, 'matchers' | 'isExact'>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const all = Object.entries(matchers);
  const holds = (pattern: string, value: string | undefined) =>
    value !== undefined && (isExact ? value === pattern : matchesGlob(pattern, value));
  return all.length > 0 && all.every(([name, pattern]) => holds(pattern, labels[name]));
}

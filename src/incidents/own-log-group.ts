import type { Config } from '../model/config.ts';
import { matchesGlob } from './is-like.ts';

/** Whether a log group is written by Halfopen itself: reading it would feed its own output back to it without end. */
export function isOwnLogGroup({ ownLogGroups }: Pick<Config, 'ownLogGroups'>, logGroup: string): boolean {
  return ownLogGroups.some((own) => matchesGlob(own, logGroup));
}

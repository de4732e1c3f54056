import type { Action } from './config.ts';

/** Who wanted to do what, and whether they might. Entries are only ever added. `atMs` is epoch milliseconds. */
export interface AuditEntry {
  atMs: number;
  userId: string;
  /** `act` is a run of an action, which its approvers bound. */
  action: Action | 'act';
  /** The incident, silence, labels or log group it was about. */
  target: string;
  outcome: 'allowed' | 'refused';
  detail?: string;
}

import type { Alert } from './alert.ts';
import type { ActionRun } from './allowed-action.ts';
import type { Period } from './command.ts';
import type { Role } from './input.ts';

/**
 * Where an answer goes: to one person by the `response_url` of what they did (`inPlace`: instead of what was answered by it before),
 * or into a channel, in a thread where one is named.
 */
export type Place = { responseUrl: string; inPlace?: true } | { channel: string; threadTs?: string };

/** Evidence a person gave: text, or the id of a file at Slack. */
export type GivenEvidence = ({ name: string; text: string } | { fileId: string }) & { role?: Role };

/** What a person did at Slack, as plain data: a function that runs out of time hands it to another. */
export type Interaction =
  | { kind: 'command'; text: string }
  | { kind: 'button'; actionId: string; value: string }
  | {
      kind: 'form';
      /** Its callback id. */
      form: string;
      metadata: string;
      values: Readonly<Record<string, string>>;
      fileIds: readonly string[];
    }
  | { kind: 'shortcut' | 'direct'; text: string; fileIds: readonly string[] }
  /** `isReply`: it stands in the thread of another message. */
  | { kind: 'mention'; text: string; fileIds: readonly string[]; isReply?: boolean }
  /** Opened the Home tab. */
  | { kind: 'home' };

/** An alert in whose thread an answer stands, where a bot has posted it. */
export type AlertToAnswer = Pick<Alert, 'name' | 'labels' | 'startsAtMs'>;

/** What is to be done. `interact` is an interaction that was too slow for its acknowledgement. */
export type Task =
  | { do: 'interact'; interaction: Interaction; requestId: string; triggerId?: string; channel?: string }
  | { do: 'triage'; evidence: readonly GivenEvidence[] }
  | { do: 'explain'; what: string }
  /** `because`: what the alert says that asks for it. */
  | { do: 'logs'; logGroup: string; period: Period; because?: string; alert?: AlertToAnswer }
  /** An action that a person approved. */
  | { do: 'act'; run: ActionRun }
  | { do: 'backtest'; runbook: string; logGroup: string; period: Period };

/** Slow work for Slack, done after the acknowledgement. `id` names it: the same work handed over twice is done once. */
export interface Work {
  id: string;
  userId: string;
  place: Place;
  task: Task;
}

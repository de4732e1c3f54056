import type { ActionOutcome, ActionRun, AllowedAction } from './model/allowed-action.ts';
import type { MessageContent } from './model/chat-message.ts';
import type { Period } from './model/command.ts';
import type { Outlet } from './model/config.ts';
import type { IncidentChange } from './model/incident-change.ts';
import type { LogEvent } from './model/log-event.ts';
import type { Series } from './model/series.ts';
import type { View } from './model/view.ts';
import type { Work } from './model/work.ts';

/** One item of the table. `version` counts its writes, from 1. `head` is small and comes with every listing; `body` may be large (up to 300 kB as gzipped JSON). */
export interface Item {
  pk: string;
  sk: string;
  version: number;
  /** Epoch milliseconds; an item past it counts as gone, even where the engine has not removed it yet. */
  expiresAtMs?: number;
  head?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** What a write expects to find: nothing (an expired item counts as nothing), an item of this version, or anything. */
export type Expected = 'absent' | 'any' | { version: number };

/** Items of one partition whose sort key lies in `from`..`to` (both inclusive). */
export interface Range {
  pk: string;
  from?: string;
  to?: string;
  newestFirst?: boolean;
  limit?: number;
  /** Without the bodies. */
  headsOnly?: boolean;
}

/** The store: single-item conditional writes, strongly consistent reads, nothing that spans items. */
export interface Table {
  get(pk: string, sk: string, nowMs: number): Promise<Item | undefined>;
  /** Writes the item whole; false when the found item is not the expected one. The item stored has the version given. */
  put(item: Item, expected: Expected, nowMs: number): Promise<boolean>;
  list(range: Range, nowMs: number): Promise<Item[]>;
  remove(pk: string, sk: string): Promise<void>;
}

/** Identifies a message of ours so that it can be found again: it is sent as Slack message metadata. */
export interface MessageName {
  incident: string;
  key: string;
}

/**
 * Slack messages. Each call throws a HalfopenError: `slack-rate-limited` (with `retryAfterMs`), `slack-unknown-outcome`
 * (time-out, 5xx, connection lost: the call may have succeeded), `slack-message-gone`, `slack-content-refused` (of `post` and `update`:
 * a message of text alone, without blocks, may be taken), or `slack-refused`. The last two are not retryable.
 */
export interface Chat {
  post(message: {
    channel: string;
    threadTs?: string;
    /** Show a thread message in the channel too. */
    broadcast?: boolean;
    content: MessageContent;
    name: MessageName;
  }): Promise<{ channel: string; ts: string }>;
  update(message: { channel: string; ts: string; content: MessageContent; name: MessageName }): Promise<void>;
  /** Timestamp of the message of that name posted at or after `sinceMs`, by its metadata; of several the oldest. */
  find(query: {
    channel: string;
    threadTs?: string;
    name: MessageName;
    sinceMs: number;
  }): Promise<{ channel: string; ts: string } | undefined>;
  /** Removes a message of ours; `channel` is an id. */
  remove(message: { channel: string; ts: string }): Promise<void>;
}

/** What is read of a message that somebody wrote, as Slack gives it. */
export interface FoundMessage {
  text?: string;
  blocks?: readonly unknown[];
  attachments?: readonly unknown[];
  files?: readonly { id?: string }[];
}

/** A message with its name in its channel, and that of the thread it stands in. */
export interface PostedMessage extends FoundMessage {
  ts: string;
  threadTs?: string;
}

/** Messages that anybody wrote. Throws as Chat does. */
export interface Messages {
  /** The newest messages that other bots have posted in a channel since a time, at most 200; `channel` is an id. */
  ofBots(query: { channel: string; fromMs: number }): Promise<readonly PostedMessage[]>;
  /** A message as it stands; undefined where there is none. `ts` of a thread is that of the message it hangs from. */
  read(message: { channel: string; ts: string }): Promise<FoundMessage | undefined>;
}

/** What Slack knows of somebody. */
export interface Person {
  /** Belongs to another organisation, and shares a channel by Slack Connect. */
  isStranger: boolean;
  /** May see some channels only. */
  isGuest: boolean;
  /** As Slack shows them; absent where they have none. */
  name?: string;
}

/** The people of the workspace, by their id. Throws as Chat does. */
export interface People {
  find(userId: string): Promise<Person | undefined>;
}

/** Who is on call, as a Slack id, and until when where that is known (epoch milliseconds). */
export interface OnCall {
  /** By a schedule of the configuration; undefined where nobody is, or where there is no such schedule. Throws nothing. */
  find(schedule: string, nowMs: number): Promise<{ who: string; untilMs?: number } | undefined>;
}

/** What a model is asked: shapes of messages that no runbook knows, secrets masked, and what it may choose among. */
export interface OpinionQuestion {
  messages: readonly { text: string; count: number }[];
  formats: readonly string[];
  runbooks: readonly { id: string; title: string }[];
}

/** A model that guesses which runbook fits. Its answer is a guess: the caller checks the id. Throws `opinion-unavailable`. */
export interface Opinion {
  model: string;
  ask(question: OpinionQuestion): Promise<{ runbook?: string; why: string }>;
}

/** An action to run: what the configuration allows, with what a person approved. `token` names the run. */
export interface ActionRequest {
  action: AllowedAction;
  run: ActionRun;
  userId: string;
  token: string;
}

/** Runs what an approver has confirmed, once. Throws nothing. */
export interface Actions {
  run(request: ActionRequest): Promise<ActionOutcome>;
}

/** Hands an incident to notify. Delivered at least once, after the delay. */
export interface NotifyQueue {
  send(incidentId: string, delayMs: number): Promise<void>;
}

/** Hands slow work to the function `answer`, which runs after the acknowledgement. Throws `worker-unavailable`. */
export interface Worker {
  later(work: Work): Promise<void>;
}

/** What is sent to a `response_url`: for the person alone or for the channel; `replaces`: instead of the message that the address belongs to, so only where that is an answer of ours. */
export interface Reply {
  content: MessageContent;
  isPublic?: boolean;
  replaces?: boolean;
}

/** Answers by `response_url` (five uses within 30 minutes). Throws `slack-reply-refused`. */
export interface Replies {
  send(responseUrl: string, reply: Reply): Promise<void>;
}

/**
 * Systems beside Slack. Throws a HalfopenError: `outlet-unavailable` (retryable: time-out, 429, 5xx; the change may have arrived), or
 * `outlet-refused`, or as a secret does that is missing.
 */
export interface Outlets {
  send(outlet: Outlet, change: IncidentChange): Promise<void>;
}

/** Modals and the App Home. `triggerId` expires after three seconds. Throws as Chat does. */
export interface Views {
  open(triggerId: string, view: View): Promise<void>;
  publish(userId: string, view: View): Promise<void>;
}

/** Files that people uploaded. Throws as Chat does. */
export interface Files {
  /** Reads a file in chunks of whole lines, unpacked; `cutLines` counts, in the end, lines that were cut for their length. */
  open(fileId: string): Promise<{ name: string; chunks: AsyncIterable<Uint8Array>; cutLines(): number }>;
}

/** Draws a series as a picture and uploads it to Slack without posting it. Throws as Chat does. */
export interface Charts {
  keep(series: Series): Promise<{ fileId: string; altText: string; title: string }>;
}

/** The members of a user group, by its id. Throws as Chat does. */
export interface Groups {
  members(groupId: string): Promise<readonly string[]>;
}

/** Pages of a log group's events, ascending in time within a stream. Throws `log-group-unknown`, `logs-refused`, `logs-unavailable`. */
export interface LogReader {
  pages(query: { logGroup: string } & Period): AsyncIterable<readonly (LogEvent & { logStream: string })[]>;
}

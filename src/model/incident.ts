import type { Diagnosis } from './diagnosis.ts';

/** Who or what did something to an incident, and when (epoch milliseconds). `by` is a Slack user id; absent when Halfopen did it. */
export interface TimelineEntry {
  atMs: number;
  what: string;
  by?: string;
  /** Whom it was given to. */
  whom?: string;
}

/** Why an incident ended: the evidence says it is over, nothing more was seen of it for a while, or a person said so. */
export interface Resolution {
  atMs: number;
  why: 'cleared' | 'quiet' | 'person';
  by?: string;
}

/** A message that stands in Slack for an incident. `hash` is of what it was last made to show. */
export interface SentMessage {
  channel: string;
  ts: string;
  hash: string;
}

/** Why a message was sent, or why none was. Logged, counted and shown. */
export type NotifyReason =
  | 'first'
  | 'new-evidence'
  | 'worse'
  | 'repeat'
  | 'remind'
  | 'escalated'
  | 'cleared'
  | 'edited'
  | 'none'
  | 'silenced'
  | 'maintenance'
  | 'explained'
  | 'quiet-hours'
  | 'over-budget'
  | 'waiting';

/**
 * Content of a message that Slack refused: how often, and since when. Until `untilMs` a plain message stands in its place, or none;
 * then it is tried again.
 */
export interface RefusedContent {
  times: number;
  sinceMs: number;
  untilMs: number;
  /** What Slack answered, and what a person can do about it. */
  message: string;
  hint: string;
  /** The plain message was refused as well. */
  isPlainRefused?: boolean;
}

/** What was made of an incident in Slack so far. */
export interface Notified {
  /** Content version that Slack was last made to match; 0 before the first time. */
  version: number;
  reason: NotifyReason;
  /** By key: `card`, then thread messages such as `thread/evidence`, then notices (`noticeKey`). */
  messages: Readonly<Record<string, SentMessage>>;
  /** A post under way, or one whose outcome is unknown: look for it by its metadata before posting again. */
  posting?: { key: string; channel: string; sinceMs: number; leaseUntilMs: number };
  /** Not before this time: group wait, rate limit, pace. */
  notBeforeMs?: number;
  /** When the channel's budget reserved it a card of its own. */
  reservedMs?: number;
  /** How often it had been seen when it was last looked at while muted; absent when it is not muted. */
  mutedCount?: number;
  /** Count and time of the last notification (first, worse, repeat). */
  lastNotifiedCount: number;
  notifiedMs?: number;
  repeats: number;
  /** Charts kept at Slack: what they show, and when they were drawn. */
  charts?: {
    hash: string;
    atMs: number;
    files: readonly { fileId: string; altText: string; title: string }[];
  };
  /** Content that Slack refused, by message; absent when there is none. */
  refused?: Readonly<Record<string, RefusedContent>>;
  /** Digest card that counts this incident, instead of a card of its own. */
  digest?: string;
  failures: number;
}

/** What a person answered to a question of the runbook: evidence that no log holds. `question` counts from 0. */
export interface GivenAnswer {
  question: number;
  ask: string;
  answer: 'yes' | 'no';
  by: string;
  atMs: number;
}

/** Diagnoses of one fingerprint over time. Counts and times are of the evidence (event time) unless said otherwise. */
export interface Incident {
  /** `<fingerprint>-<episode>`. */
  id: string;
  fingerprint: string;
  /** Starts at 1; a further one begins when the same fingerprint fires long after its last resolution. */
  episode: number;
  /** Group of sources that are triaged together. */
  system: string;
  /** `runbook`, `system`, `severity`, and what identifies it, e.g. `client`, `queue`. */
  labels: Readonly<Record<string, string>>;
  state: 'open' | 'resolved';
  /** Redacted; its facts, evidence and steps are the latest. */
  diagnosis: Diagnosis;
  redactions: number;
  count: number;
  /** What `count` counts, in the singular, e.g. `socket`; absent where an earlier version counted. */
  countOf?: string;
  /** Hits by hour of event time (epoch hours), so that evidence seen again is never counted again. */
  hits: Readonly<Record<string, number>>;
  firstSeenMs: number;
  lastSeenMs: number;
  /** Event time until which an earlier resolution covers the evidence: hits up to here belong to the past. */
  coveredUntilMs?: number;
  /** Arrival times: when it was opened, when it was last seen again. */
  openedMs: number;
  grewMs: number;
  resolution?: Resolution;
  /** Times it came back soon after it was resolved, or was reopened. */
  flaps: number;
  /** The last time that a person opened it again, by when `flaps` was what it is here. */
  reopened?: { atMs: number; by: string; flap: number };
  /** Incident id of the cause, when this is its symptom. */
  explainedBy?: string;
  /** Incident ids of symptoms that had stood by themselves. */
  explains: readonly string[];
  /** `count` is how often it had been seen then. */
  owner?: { user: string; atMs: number; count?: number };
  /** One a question, the latest. */
  answers?: readonly GivenAnswer[];
  /** Hits that came while a silence covered it, or while it was explained. */
  suppressed: number;
  /** Where the evidence came from: log groups and hosts, with a link where there is one. */
  sources: readonly { name: string; link?: string }[];
  timeline: readonly TimelineEntry[];
  /** What the latest triage of its system could not do, so that more may have happened than it shows; absent when it did all. */
  incomplete?: string;
  /** Content version: grows with every change a reader of the card should see. */
  version: number;
  notified: Notified;
}

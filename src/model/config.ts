import type { AllowedAction } from './allowed-action.ts';

/**
 * Labels an incident must bear, each as one of the patterns says: equal, `*` standing for anything; `!` before a pattern refuses
 * what it matches.
 */
type Matchers = Readonly<Record<string, string | readonly string[]>>;

/** One step of an escalation: whom to mention when nobody has acknowledged so long after the card. */
export interface EscalationStep {
  afterMs: number;
  mention: string;
}

/**
 * The first route whose matchers all hold decides the channel; the last has none and takes the rest. A tree of routes is a list here:
 * the branches of each before itself, with what they take from it.
 */
export interface Route {
  name: string;
  match: Matchers;
  /** Of a route that continues: where a copy of the card goes; empty where it only adds people. */
  channel: string;
  /** Hours in which only critical incidents are notified at once; others wait for the end. */
  quietHours?: { from: string; to: string; timeZone: string; days: readonly string[] };
  /** Slack id of the user group (S…) or user (U…) named on each new card, or `@` and the name of a schedule. */
  mention?: string;
  /** Whom routes that continue add. */
  also?: readonly string[];
  /** Further channels, of routes that continue, in which a copy of the card stands, and whom it mentions there. */
  copies?: readonly { channel: string; mention?: string }[];
  /** Who is named when nobody has acknowledged, step by step, the earliest first. */
  escalate?: readonly EscalationStep[];
  /** It adds a copy of the card or whom to mention, and the search goes on. */
  continue?: boolean;
}

/** A schedule whose people take turns. Times are local times of its zone, e.g. `2026-11-02T09:00`. */
export interface Rotation {
  name: string;
  timeZone: string;
  /** Slack ids, in the order of their turns. */
  people: readonly string[];
  /** When the first one's turn begins; every later one begins at the same time of day. */
  from: string;
  every: { count: number; unit: 'day' | 'week' };
  overrides: readonly { who: string; from: string; to: string }[];
}

/** A schedule that PagerDuty keeps: its id there, and the Slack ids of its users by theirs. */
interface PagerDutySchedule {
  name: string;
  pagerDuty: string;
  users: Readonly<Record<string, string>>;
  /** Whom to call where PagerDuty does not answer, or names somebody who is not among the users. */
  fallback?: string;
}

/** A planned time in which what bears these labels is expected to misbehave. Epoch milliseconds. */
export interface MaintenanceWindow {
  name: string;
  match: Readonly<Record<string, string>>;
  fromMs: number;
  toMs: number;
}

/** Whose log group or host it is. Without an entry a source belongs to the system `default` and has no role. */
export interface Source {
  logGroup?: string;
  host?: string;
  /** Which lines of the log group: by its stream, or by the container that they are of. Patterns. */
  stream?: string;
  namespace?: string;
  pod?: string;
  container?: string;
  podLabels?: Readonly<Record<string, string>>;
  role?: 'broker' | 'client' | 'host' | 'peer';
  /** `{namespace}` in it stands for the namespace of the container. */
  system: string;
  /** Notify when it has sent nothing for this long; absent: never. */
  silentAfterMs?: number;
}

/** A system beside Slack that learns how each incident stands whose labels match. */
export interface Outlet {
  /** Names its secret as well. */
  name: string;
  kind: 'pagerduty' | 'webhook' | 'teams' | 'eventbridge';
  match: Matchers;
  /** Of a webhook; of PagerDuty another than its own. */
  url?: string;
  /** Name or ARN of the bus of EventBridge. */
  bus?: string;
}

/** Where to look, and answer, when an alert comes whose labels match. */
interface AlertRule {
  match: Matchers;
  logGroups: readonly string[];
  /** From how long before it began. */
  beforeMs: number;
  /** The channel of the answer; absent: that of its route. */
  channel?: string;
}

/** What a person may do at Slack that can be restricted. */
export const ACTIONS = [
  'acknowledge',
  'resolve',
  'reopen',
  'assign',
  'note',
  'silence',
  'maintenance',
  'answer',
  'feedback',
  'share',
  'logs',
  'backtest',
  'audit',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Everything a deployment may set. Defaults: see `halfopen.yml`. */
export interface Config {
  routes: readonly Route[];
  schedules: readonly (Rotation | PagerDutySchedule)[];
  sources: readonly Source[];
  outlets: readonly Outlet[];
  alerts: readonly AlertRule[];
  /** What may be run from a card when an approver says so; nothing else is. */
  actions: readonly AllowedAction[];
  incidents: {
    /** An incident of which nothing more is seen for so long is resolved. */
    quietMs: number;
    /** Coming back within this time after it was resolved, it is the same incident again. */
    flapMs: number;
    /** Wait before the first card of a warning or an info, so that its cause can arrive. */
    groupWaitMs: number;
    /** First reminder of an open incident nobody has acknowledged; each further one after twice the time. */
    repeatMs: number;
    /** First reminder to the owner of an acknowledged incident that is still seen; each further one after twice the time. */
    remindMs: number;
    /** Evidence older than this (by arrival) is forgotten. */
    evidenceMs: number;
    /** Notify again when the count has grown by this factor since the last notification. */
    worseFactor: number;
  };
  channels: {
    /** New cards a channel takes in `budgetWindowMs`; what comes beyond is counted on one digest card. */
    budgetCards: number;
    /** How many of them may be of one runbook; absent: all. */
    budgetPerRunbook?: number;
    budgetWindowMs: number;
    /** Least time between two messages in one channel. */
    paceMs: number;
  };
  /** Log groups never read: Halfopen's own. */
  ownLogGroups: readonly string[];
  /** AWS region of the log groups, for links; absent on one machine. */
  region?: string;
  /** Longest silence a person may set. */
  longestSilenceMs: number;
  /** Slack ids of users (U…) and user groups (S…) who may do an action; an action that is not named is open to everybody. */
  permissions: Readonly<Partial<Record<Action, readonly string[]>>>;
  /** Whether Halfopen answers people of other organisations (Slack Connect) and guests. */
  people: { strangers: 'refuse' | 'allow'; guests: 'refuse' | 'allow' };
  maintenance: readonly MaintenanceWindow[];
  /** What one look into a log group may read at most. */
  lookups: {
    mostBytes: number;
    mostMs: number;
    /** How often a model may be asked for a guess in a day (UTC), where one is set. */
    opinionsPerDay: number;
  };
}

import type { ClusterView } from './cluster-view.ts';
import type { Evidence } from './evidence.ts';
import type { Failure } from './failure.ts';
import type { FieldValue } from './fields.ts';
import type { Role, YearNote } from './input.ts';
import type { Question, Severity, Step } from './runbook.ts';
import type { Series } from './series.ts';

/** Another cause that a person's answers may speak for: as sure as the evidence alone makes us of it. */
export interface Alternative {
  runbook: string;
  title: string;
  severity: Severity;
  confidence: number;
  cause: string;
  steps: readonly Step[];
}

/** Names told of each label of those concerned, the newest: as many fit into one message, where Slack's search finds them. */
export const MOST_NAMES = 100;

/** How many of a kind one cause touches, e.g. 40 clients. */
export interface Concerned {
  /** A name of an identity: client, queue … */
  label: string;
  count: number;
  /** The newest, at most `MOST_NAMES`. */
  names: readonly string[];
  /** There are more: those seen longest ago are no longer told apart. */
  isLeast?: boolean;
}

/** What broke and why, with its evidence. Times are ISO 8601 UTC, `Nov 22 05:02:13` where nothing tells the year, absent when no record bore a time. */
export interface Diagnosis {
  runbook: string;
  title: string;
  severity: Severity;
  confidence: number;
  summary: string;
  cause: string;
  impact: string;
  facts: Record<string, FieldValue | readonly FieldValue[]>;
  why: readonly string[];
  wouldRaise: readonly string[];
  count: number;
  /** What `count` counts, in the singular (`socket`); absent where it counts how often something came. */
  counts?: string;
  /** Whom it is about, where many share the cause; absent where one alone is concerned. */
  concerns?: readonly Concerned[];
  /** On which nodes of a cluster it shows; absent where the evidence is not of several. */
  nodes?: ClusterView;
  firstSeen?: string;
  lastSeen?: string;
  /** When it was over, where the evidence says so after the last sign of it; in reports alone, incidents have a state. */
  clearedAt?: string;
  evidence: readonly Evidence[];
  questions: readonly Question[];
  /** Causes that answers to the questions speak for; absent when none does. */
  alternatives?: readonly Alternative[];
  /** Numbers over time that say more than words; absent when there are none. */
  series?: readonly Series[];
  /** Blanks filled in; `variants` are left where the client library is not known. */
  steps: readonly Step[];
  explains: readonly string[];
  /** Products and versions the runbook is for, and the version seen, e.g. `rabbitmq >=3.8.15 (here 3.10.8)`. */
  appliesTo: readonly string[];
  falsePositives: readonly string[];
  references: readonly string[];
}

/** What was read of one input. */
export interface InputReport {
  input: string;
  role?: Role;
  formats: readonly string[];
  records: number;
  unreadLines: number;
  /** Records of which patterns looked at the beginning and the end only (`SEARCHED_KIB`); absent when there were none. */
  partlySearched?: number;
  bytes: number;
  /** Times without a year; absent when there were none. */
  yearless?: YearNote;
  /** Names of zones whose offset is not known, and on how many lines: their times are read as printed. Absent when there were none. */
  unknownZones?: Readonly<Record<string, number>>;
  /** What readers threw on this input; absent when they read all of it. */
  failures?: readonly Failure[];
}

/** A message that no runbook speaks of: its shape with the variable parts as <*>, and where to see one. */
export interface Unrecognised {
  template: string;
  count: number;
  example: { input: string; line: number };
}

/** All that one triage run says. */
export interface Report {
  diagnoses: readonly Diagnosis[];
  inputs: readonly InputReport[];
  unrecognised: readonly Unrecognised[];
  states: readonly { state: string; count: number; host: string }[];
  /** Runbooks that come nearest to what was not recognised; only where nothing was diagnosed. */
  nearest?: readonly { id: string; title: string }[];
  /** Log records by level. */
  levels: Readonly<Record<string, number>>;
  /** Runbooks that could not be evaluated, so that the report does not speak of their causes; absent when all could. */
  failures?: readonly Failure[];
}

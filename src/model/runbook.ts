import type { FieldValue, ObservationKind } from './fields.ts';
import type { Role } from './input.ts';
import type { RecordForm } from './observation.ts';
import type { Platform } from './platform.ts';

export type Severity = 'critical' | 'warning' | 'info';
type Risk = 'none' | 'low' | 'high';

/** What a field must be: a value, one of several, a comparison such as ">= 5" or "!= x", or a "/regex/". */
export type Predicate = FieldValue | readonly FieldValue[];

/** Conditions that all hits of a signal meet together, or that those of each `per` key do. */
export interface SignalConditions {
  /** How many, as a comparison; default ">= 1". */
  count?: string;
  /** How many different values of one field, as a comparison. */
  distinct?: { field: string; is: string };
  /** This signal's count divided by another's, as a comparison. */
  ratio?: { to: string; is: string };
  /** The busiest window of this length, compared with what was usual in the evidence before it (at least 1 a window). */
  spike?: { windowMs: number; is: string };
  /** Only records with a value of `field` that first came this long after the evidence began. */
  firstSeenAfter?: { field: string; afterMs: number };
  /** `count` must be reached within a window of this length in event time. */
  withinMs?: number;
}

/** A number, and how far it moves the confidence there, in log-odds (1 takes 0.5 to 0.73). */
export type CurvePoint = readonly [number, number];

/** How far a number moves the confidence: how many hits, how many beside those of another signal, or a field of the most telling hit. */
export type Curve = { points: readonly CurvePoint[] } & (
  | { of: 'count' }
  | { of: 'ratio'; to: string }
  | { of: 'field'; field: string /** What it says that the field is unknown; default 0. */; absent?: number }
);

/** A named condition over the observations of one kind. Says what is there, not why. */
export interface ObservedSignal extends SignalConditions {
  says: string;
  /** How sure this alone makes us of the cause, before the curves move it. */
  confidence: number;
  curves?: readonly Curve[];
  on: ObservationKind;
  role?: readonly Role[];
  form?: readonly RecordForm[];
  where?: Record<string, Predicate>;
  /** Fixed texts, one of which must occur (ASCII case ignored). Together with `regex`: either may match. */
  text?: readonly string[];
  /** RE2 patterns, one of which must match (case ignored). Named groups become facts. */
  regex?: readonly string[];
  /** Further patterns that must all match the same record. */
  with?: readonly string[];
  /** Events of which a catalogued message tells, see knowledge/events.yml. Together with `text` and `regex`: either may match. */
  event?: readonly string[];
  /** Events that a record reads like, of which no pattern of any signal speaks; set by the compiler beside `event`. */
  like?: readonly string[];
  /** Patterns that veto a record. */
  except?: readonly string[];
  per?: readonly string[];
  /** It tells how trouble came, not that there is any: alone it is no diagnosis. */
  circumstance?: boolean;
  /** The records are too common to read all: of a large input only a first sample is read. */
  sample?: boolean;
}

/** Signals that hold one after the other, each step within `withinMs` of the first, for the same `per` key. */
export interface SequenceSignal {
  says: string;
  confidence: number;
  sequence: readonly string[];
  withinMs: number;
  per?: readonly string[];
}

/** Signals of which `atLeast` (all of them when left out) hold within `withinMs`, in any order, for the same `per` key. */
export interface TogetherSignal {
  says: string;
  confidence: number;
  together: readonly string[];
  atLeast?: number;
  withinMs: number;
  per?: readonly string[];
}

/** A signal after which another never came within `withinMs`, although the evidence reaches that far. */
export interface AbsenceSignal {
  says: string;
  confidence: number;
  absent: string;
  after: string;
  withinMs: number;
  per?: readonly string[];
}

export type SignalRule = ObservedSignal | SequenceSignal | TogetherSignal | AbsenceSignal;

/** The name of a signal, or a combination of conditions; `confidence` overrides what the members give. */
export type Condition =
  | string
  | { all: readonly Condition[]; confidence?: number }
  | { any: readonly Condition[]; confidence?: number }
  | { not: Condition };

/** How much a signal moves the confidence: `by` in log-odds (1 takes 0.5 to 0.73). */
export interface Weight {
  signal: string;
  by: number;
}

/** What an answer to a question does: moves the confidence by log-odds (below 0: speaks against the cause), and speaks for other runbooks. */
export interface AnswerWeight {
  by: number;
  /** Ids of the runbooks that this answer makes likelier. */
  supports?: readonly string[];
  /** Steps, counted from 1, that this answer makes pointless. */
  drops?: readonly number[];
}

/** What a person can look up that no log tells. An answer without a weight is kept as evidence and moves nothing. */
export interface Question {
  ask: string;
  ifYes: string;
  ifNo: string;
  yes?: AnswerWeight;
  no?: AnswerWeight;
}

export interface Step {
  do: string;
  command?: string;
  risk: Risk;
  verify: string;
  undo?: string;
  /** Name of what may be run in place of typing it, where the configuration allows that. */
  action?: string;
  /** What to do instead with one client library, or at one product. */
  variants?: Record<string, StepVariant>;
  /** What to do instead where the product is a service without a shell. */
  on?: Partial<Record<Platform, StepVariant>>;
}

interface StepVariant {
  do: string;
  command?: string;
  verify?: string;
  undo?: string;
}

interface ExampleInput {
  role?: Role;
  text: string;
}

export interface Example {
  name: string;
  inputs: readonly ExampleInput[];
  /** Facts the diagnosis must carry. */
  facts?: Record<string, FieldValue>;
  /** Place among the diagnoses; default 1. */
  rank?: number;
}

/** One runbook: how to recognise a cause, what it means and what to do. Texts may hold `{fact|fallback}` blanks. */
export interface Runbook {
  id: string;
  title: string;
  severity: Severity;
  status: 'draft' | 'stable' | 'deprecated';
  owner: string;
  reviewed: string;
  family: string;
  products: readonly { name: string; versions?: string }[];
  signals: Record<string, SignalRule>;
  when: Condition;
  supports: readonly Weight[];
  against: readonly Weight[];
  explains: readonly string[];
  related: readonly string[];
  /** It tells of trouble without its cause: any cause that concerns the same takes it in. */
  floor?: boolean;
  /** It tells of a weakness that was there before and by which nothing has happened yet: what did happen ranks before it. */
  latent?: boolean;
  /** Events of which people tell in prose, see knowledge/tellings.yml: each may hold in place of `when`. */
  told?: readonly string[];
  /** Signal that tells the trouble is over, when it comes after everything that speaks for it. */
  clears?: string;
  summary: string;
  cause: string;
  impact: string;
  falsePositives: readonly string[];
  questions: readonly Question[];
  steps: readonly Step[];
  references: readonly string[];
  examples: { fires: readonly Example[]; quiet: readonly Example[] };
}

/**
 * A pattern as the detector runs it. Where it matches, one of `texts` occurs (it demands none when empty).
 * `literals` are what a record is picked out by: the texts, or shorter ones within them that other patterns share.
 */
export interface CompiledPattern {
  texts: readonly string[];
  literals: readonly string[];
  /** Further literals, too short to be found quickly: where a log is too large to be read whole, they are not looked for. */
  shortLiterals?: readonly string[];
  source: string;
  kind: PatternKind;
  /** Catalogued messages in which this pattern stands and which mean something else: where one of them matches, this one does not. */
  unless?: readonly string[];
  /** Of a regex, where it demands more than one of `texts`. */
  demands?: DemandedTexts;
}

/** What fixed texts, in lower case, occur in whatever a regex matches. */
export interface DemandedTexts {
  /** One of these; empty where it demands none. */
  oneOf: readonly string[];
  /** For one of its alternatives, of each of these sets one text. */
  together?: readonly (readonly (readonly string[])[])[];
  /** It matches just the texts of `oneOf`, and captures nothing. */
  isAll?: true;
}

/** What the source of a pattern is: a fixed text, a regex in RE2's syntax, the template of a catalogued message, or values of a field. */
export type PatternKind = 'text' | 'regex' | 'message' | 'field';

/** A runbook made ready to run: patterns have their literals, examples are left out. */
export interface CompiledRunbook extends Omit<Runbook, 'examples'> {
  /** Per log signal, the patterns of `text` and `regex`. */
  patterns: Record<string, readonly CompiledPattern[]>;
  /** One of them, where they lie packed: the others stay so. */
  patternAt?: (signal: string, at: number) => CompiledPattern | undefined;
  /** What each regex of `with` and `except` demands. */
  required: Readonly<Record<string, DemandedTexts>>;
}

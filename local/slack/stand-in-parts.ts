import type { Channels } from './channels.ts';
import type { Delivery } from './delivery.ts';
import type { FileStore } from './file-store.ts';
import type { StandInState } from './state.ts';
import type { Triggers } from './triggers.ts';

/** Recorded incidents, by name, and how one is sent through the pipeline. */
export interface Samples {
  names: readonly string[];
  load(name: string): Promise<void>;
}

/** What the rooms of the stand-in share. */
export interface StandInParts {
  state: StandInState;
  channels: Channels;
  files: FileStore;
  triggers: Triggers;
  delivery: Delivery;
  samples: Samples;
  nowMs: () => number;
}

/** The arguments of a call, from a form or JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What a call is answered with. */
export type ApiAnswer = Record<string, unknown> & { ok: boolean };

/** A method of the Web API. `origin` is where this host is reached. */
export type ApiMethod = (parts: StandInParts, given: Arguments, origin: string) => ApiAnswer;

/** An argument that may be JSON as text, as in forms; undefined when it is text but no JSON. */
export function parseGiven(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

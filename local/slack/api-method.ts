import type { StandInParts } from './stand-in-parts.ts';

/** The arguments of a call, from a form or JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What a call is answered with. */
export type ApiAnswer = Record<string, unknown> & { ok: boolean };

/** A method of the Web API. `origin` is where this host is reached. */
export type ApiMethod = (parts: StandInParts, given: Arguments, origin: string) => ApiAnswer;

import type { Digest } from '../detect/digest.ts';
import type { Failure } from '../model/failure.ts';

/** Where an input came from. */
export type Place = { logGroup: string } | { host: string };

/** Evidence of a system as plain data of bounded size. */
export interface SystemDigest {
  evidence: Digest;
  sources: readonly (readonly [input: string, place: Place, redactions: number])[];
  failures: readonly Failure[];
}

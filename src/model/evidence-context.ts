import type { SourceCount } from './evidence-source.ts';
import type { FieldValue } from './fields.ts';

/** What the log records tell beside their messages: whose they are, when they begin and end, and how loud they are. */
export interface EvidenceContext {
  /** Version that each product told of itself, the last one seen. */
  versions: ReadonlyMap<string, string>;
  /** Client libraries, in the order in which they were first seen. */
  libraries: ReadonlySet<string>;
  /** What was told of a client (address:port) when it connected: user, vhost, client name. */
  clients: ReadonlyMap<string, Readonly<Record<string, FieldValue>>>;
  /** Records by level. */
  levels: ReadonlyMap<string, number>;
  /** Records of servers, by the server that wrote them. */
  sources: ReadonlyMap<string, SourceCount>;
  /** Earliest and latest event time of any record. */
  firstMs: number | undefined;
  lastMs: number | undefined;
}

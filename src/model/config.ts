/** Labels an incident must bear, each equal to the value or, with a trailing `*`, beginning with it. */
type Matchers = Readonly<Record<string, string>>;

/** The first route whose matchers all hold decides the channel; the last has none and takes the rest. */
export interface Route {
  name: string;
  match: Matchers;
  channel: string;
  /** Hours in which only critical incidents are told at once; others wait for the end. */
  quietHours?: { from: string; to: string; timeZone: string; days: readonly string[] };
}

/** Whose log group or host it is. Without an entry a source belongs to the system `default` and has no role. */
export interface Source {
  logGroup?: string;
  host?: string;
  role?: 'broker' | 'client' | 'host' | 'peer';
  system: string;
  /** Tell when it has sent nothing for so long; absent: never. */
  silentAfterMs?: number;
}

/** Everything a deployment may set. Defaults: see `halfopen.yml`. */
export interface Config {
  routes: readonly Route[];
  sources: readonly Source[];
  incidents: {
    /** An incident of which nothing more is seen for so long is resolved. */
    quietMs: number;
    /** Coming back within this time after it was resolved, it is the same incident again. */
    flapMs: number;
    /** Wait before the first card of a warning or an info, so that its cause can arrive. */
    groupWaitMs: number;
    /** First reminder of an open incident nobody has acknowledged; each further one after twice the time. */
    repeatMs: number;
    /** Evidence older than this (by arrival) is forgotten. */
    evidenceMs: number;
    /** Told again when it has grown by this factor since a person was last told. */
    worseFactor: number;
  };
  channels: {
    /** New cards a channel takes in `budgetWindowMs`; what comes beyond is counted on one digest card. */
    budgetCards: number;
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
}

/** What a look into a log group read. `stoppedAt` says which bound ended it, if one did; `untilMs` is the last event read. */
export interface LogReading {
  events: number;
  bytes: number;
  pages: number;
  streams: number;
  tookMs: number;
  stoppedAt?: 'bytes' | 'time';
  untilMs?: number;
}

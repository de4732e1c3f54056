/** One event of a log group's stream. `id` is unique and tells repeated deliveries; `timestamp` is epoch milliseconds. */
export interface LogEvent {
  id: string;
  timestamp: number;
  message: string;
}

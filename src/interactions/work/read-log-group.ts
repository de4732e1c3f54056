import type { InputSession } from '../../engine/open-input.ts';
import type { Triage } from '../../engine/triage.ts';
import type { Period } from '../../model/command.ts';
import type { LogReading } from '../../model/log-reading.ts';
import { inlineCode } from '../../render/slack/mrkdwn.ts';
import type { Responder } from './responder.ts';
import type { WorkContext } from './work-context.ts';

const MB = 1 << 20;

/** Feeds the events of a log group in a period to triages, each stream as an input of its own, within the bounds of the configuration. */
export async function readLogGroup(
  context: WorkContext,
  { logGroup, period }: { logGroup: string; period: Period },
  triages: readonly Triage[],
  responder: Responder,
): Promise<LogReading> {
  const { mostBytes, mostMs } = context.config.lookups;
  const startedMs = context.nowMs();
  const streams = new Map<string, Stream>();
  const reading: LogReading = { events: 0, bytes: 0, pages: 0, streams: 0, tookMs: 0 };
  for await (const page of context.logs.pages({ logGroup, ...period })) {
    reading.pages++;
    for (const { logStream, timestamp, message } of page) {
      const stream = streams.get(logStream) ?? openStream(triages, logGroup, logStream);
      streams.set(logStream, stream);
      reading.bytes += stream.take(message, timestamp);
      reading.events++;
      reading.untilMs = Math.max(reading.untilMs ?? 0, timestamp);
    }
    for (const stream of streams.values()) stream.flush();
    reading.tookMs = context.nowMs() - startedMs;
    if (reading.bytes >= mostBytes) reading.stoppedAt = 'bytes';
    else if (reading.tookMs >= mostMs) reading.stoppedAt = 'time';
    if (reading.stoppedAt) break;
    await responder.progress(progressOf(logGroup, period, reading));
  }
  for (const stream of streams.values()) stream.end();
  return { ...reading, streams: streams.size };
}

function progressOf(
  logGroup: string,
  { fromMs, toMs }: Period,
  { events, bytes, untilMs }: LogReading,
): string {
  const share =
    untilMs === undefined ? 0 : Math.round((100 * (untilMs - fromMs)) / Math.max(1, toMs - fromMs));
  return `Reading ${inlineCode(logGroup)}: ${events} events, ${(bytes / MB).toFixed(1)} MB, about ${Math.min(99, share)} % of the time asked for …`;
}

interface Stream {
  /** Takes one event and returns its bytes. */
  take(message: string, timestampMs: number): number;
  /** Writes what was taken since the last flush, in one piece. */
  flush(): void;
  end(): void;
}

function openStream(triages: readonly Triage[], logGroup: string, logStream: string): Stream {
  const lineTimesMs: number[] = [];
  let taken: string[] = [];
  const name = `${logGroup}:${logStream}`;
  const sessions: InputSession[] = triages.map((triage) => triage.open({ name, lineTimesMs }));
  return {
    take(message, timestampMs) {
      const text = `${message.trimEnd()}\n`;
      for (const _ of text.slice(0, -1).split('\n')) lineTimesMs.push(timestampMs);
      taken.push(text);
      return Buffer.byteLength(text);
    },
    flush() {
      if (taken.length === 0) return;
      const bytes = Buffer.from(taken.join(''));
      taken = [];
      for (const session of sessions) session.write(bytes);
    },
    end: () => {
      for (const session of sessions) session.end();
    },
  };
}

import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { settingObservation } from './setting.ts';

/** How logs tell the keepalive that a client asked for, in seconds: mosquitto (`k60`), EMQX's CONNECT packet, and clients' own words. */
const MQTT_KEEPALIVE: readonly RegExp[] = [
  /\bNew client connected from \S{3,80} as .{1,200} \(p\d, c\d, k(\d{1,5})\b/,
  /\bProtoName=MQTT\b.{0,300}\bKeepAlive=(\d{1,5})\b/i,
  /\bmqtt\b.{0,120}\bkeep[_ -]?alive(?:[_ ]?interval)?["']?\s?[:=]?\s?(\d{1,5})(?!\d|\s?ms)/i,
];
/** A call that a report quotes of its code. */
const QUOTED_SLEEP = /`(?:time\.|Thread\.)?sleep\((\d{1,6})\)`/;
const HINT = /keep[_ -]?alive|, k\d|`.{0,10}sleep\(/i;
const LONGEST = 4096;

/**
 * Settings that a log tells of its connections, or a report of its code, in passing. They are read beside the log, once for each value: a thousand clients with one
 * keepalive are one setting.
 */
export function toldSettings(lines: readonly Line[], context: ReadContext): Observation[] {
  const told = new Map<string, Observation>();
  for (const line of lines) {
    const text = line.text.slice(0, LONGEST);
    if (!HINT.test(text)) continue;
    const keepalive = MQTT_KEEPALIVE.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
    const slept = QUOTED_SLEEP.exec(text)?.[1];
    const [name, written] = keepalive === undefined ? ['sleep', slept] : ['mqtt_keepalive', keepalive];
    if (written === undefined || told.has(name + written)) continue;
    const setting = { name, value: Number(written), text: written };
    told.set(name + written, settingObservation(setting, line, context));
  }
  return [...told.values()];
}

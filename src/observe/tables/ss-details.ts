import type { Drafted } from './table-reader.ts';
import { timerDurationSec } from './timer-duration.ts';

const USERS = /users:\(\("((?:[^"\\]|\\.){0,200})",(?:pid=)?(\d+)(?:,(?:fd=)?(\d+))?/;
const TIMER = /timer:\((\w{1,20}),([\w.]{0,30}),(\d{1,6})\)/;

function number(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * Reads what ss prints after the addresses (misc/ss.c): `users:((…))` in the form of every version, `timer:(…)`, `uid:`.
 * No timer means that none is armed, if the table shows timers at all.
 */
export function ssDetails(text: string): Drafted {
  const users = text.includes('users:') ? USERS.exec(text) : null;
  const timer = text.includes('timer:') ? TIMER.exec(text) : null;
  return {
    process: users?.[1],
    pid: users?.[2],
    fd: users?.[3],
    user: /\buid:(\d{1,10})/.exec(text)?.[1],
    timer: timer?.[1],
    timerSec: timer === null ? undefined : timerDurationSec(timer[2] ?? ''),
    timerCount: timer === null ? undefined : Number(timer[3]),
  };
}

/** Reads the line of `ss -i`: times in milliseconds since data were last sent and received, and retransmissions so far. */
export function ssInfo(text: string): Drafted {
  return {
    lastSentMs: number(text, /\blastsnd:(\d{1,12})/),
    lastReceivedMs: number(text, /\blastrcv:(\d{1,12})/),
    retransmits: number(text, /\bretrans:\d{1,9}\/(\d{1,9})/),
  };
}

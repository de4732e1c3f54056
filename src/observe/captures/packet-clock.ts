/**
 * Converts the time stamps of one block to seconds. `dated` stamps and epochs are absolute; a time of day only gives
 * spans; `delta` is `tcpdump -ttt` (since the previous line), `elapsed` is `-ttttt` and tshark (since the first).
 */
export interface PacketClock {
  absolute: boolean;
  /** Seconds of the next packet, or undefined when it has no readable stamp. */
  next(stamp: string): number | undefined;
}

const DAY_SEC = 86_400;
const OF_DAY = /^(\d{1,3}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/;
const DATED = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)Z?$/;
const PLAIN = /^\d{1,10}(?:\.\d{1,9})?$/;
const EPOCH_FROM_SEC = 100_000_000;

/** Seconds since midnight, since 1970 or since the start, whichever the stamp counts. */
function stampSec(stamp: string): number | undefined {
  const dated = DATED.exec(stamp);
  if (dated) {
    const day = Date.UTC(Number(dated[1]), Number(dated[2]) - 1, Number(dated[3])) / 1000;
    return day + (stampSec(dated[4] ?? '') ?? 0);
  }
  const ofDay = OF_DAY.exec(stamp);
  if (ofDay) {
    const whole = Number(ofDay[1]) * 3600 + Number(ofDay[2]) * 60 + Number(ofDay[3]);
    return whole + Number(`0.${ofDay[4] ?? '0'}`);
  }
  return PLAIN.test(stamp) ? Number(stamp) : undefined;
}

/** Deltas fall and rise; elapsed time only rises. With few packets it is not clear, and `-ttt` is the more common option. */
function countsFromZero(seconds: readonly number[]): 'delta' | 'elapsed' {
  const rising = seconds.every((sec, index) => index === 0 || sec >= (seconds[index - 1] ?? 0));
  return rising && seconds.length > 4 ? 'elapsed' : 'delta';
}

/** Decides from the first stamps of a block (a thousand are plenty) how to read all of them. Pure; never throws. */
export function packetClock(firstStamps: readonly string[]): PacketClock {
  const seconds = firstStamps.map(stampSec).filter((sec) => sec !== undefined);
  const first = firstStamps[0] ?? '';
  const absolute = DATED.test(first) || (PLAIN.test(first) && (seconds[0] ?? 0) >= EPOCH_FROM_SEC);
  const fromZero = OF_DAY.test(first) && seconds[0] === 0;
  const delta = fromZero && countsFromZero(seconds) === 'delta';
  let last = 0;
  let midnights = 0;
  return {
    absolute,
    next(stamp) {
      const sec = stampSec(stamp);
      if (sec === undefined) return undefined;
      if (delta) return (last += sec);
      // A clock that jumps back by most of a day has passed midnight; a small step back is reordering.
      if (!absolute && last - sec > DAY_SEC / 2) midnights += 1;
      last = sec;
      return sec + midnights * DAY_SEC;
    },
  };
}

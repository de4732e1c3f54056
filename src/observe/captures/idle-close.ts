import { flowEnds } from './flow-ends.ts';
import type { FlowState } from './flow-state.ts';
import { protocolOfPort } from './payload/talk.ts';

/** Shorter silences end in ordinary ways, too. */
const LEAST_SEC = 20;
/** Whoever sets a time-out writes a multiple of this; timers fire late, never early: Redis looks once a second at each client. */
const STEP_SEC = 5;
const LATE_SEC = 1.5;
const LATE_SHARE = 0.01;
/** Connections that a server closes within this time are closed for one reason. */
const TOGETHER_SEC = 2;

/**
 * The connections that their server closed because nobody spoke, with the seconds of silence: a length that somebody sets as a limit,
 * and no other connection to that server, which had been silent for another time, ended with it, as when a server stops. HTTP is left
 * out, where this is how all connections end.
 */
export function idleCloses(flows: readonly FlowState[]): ReadonlyMap<FlowState, number> {
  const found = new Map<FlowState, number>();
  for (const together of closedTogether(flows)) {
    const silences = together.map(({ silenceSec }) => silenceSec);
    const longest = silences.reduce((a, b) => Math.max(a, b));
    const shortest = silences.reduce((a, b) => Math.min(a, b));
    if (longest - shortest > TOGETHER_SEC) continue;
    for (const { flow, silenceSec } of together)
      if (isOfTimer(silenceSec) && !isFarewell(flow)) found.set(flow, silenceSec);
  }
  return found;
}

interface Close {
  flow: FlowState;
  address: string;
  sec: number;
  silenceSec: number;
}

/** What servers closed, server by server, in runs of closes that follow on one another. */
function closedTogether(flows: readonly FlowState[]): Close[][] {
  const closes = flows.flatMap((flow): Close[] => {
    const { server } = flowEnds(flow);
    const { by, sec = 0, silenceSec } = flow.closed ?? {};
    return by === server && silenceSec !== undefined
      ? [{ flow, address: server.end.address, sec, silenceSec }]
      : [];
  });
  closes.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.sec - b.sec));
  const runs: Close[][] = [];
  for (const close of closes) {
    const last = runs.at(-1)?.at(-1);
    const isNext = last?.address === close.address && close.sec - last.sec <= TOGETHER_SEC;
    if (isNext) runs.at(-1)?.push(close);
    else runs.push([close]);
  }
  return runs;
}

function isOfTimer(silenceSec: number): boolean {
  return silenceSec >= LEAST_SEC && silenceSec % STEP_SEC <= Math.max(LATE_SEC, silenceSec * LATE_SHARE);
}

function isFarewell(flow: FlowState): boolean {
  const { server } = flowEnds(flow);
  const protocol = flow.told?.protocol ?? protocolOfPort(server.end.port);
  return protocol === 'http' || flow.told?.goodbyeBy !== undefined;
}

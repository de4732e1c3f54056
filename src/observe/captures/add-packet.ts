import type { EndState, FlowState, PacketLines, SeenPacket } from './flow-state.ts';
import { hear, keepSaid, noteProtocol } from './hear.ts';
import { trackHeartbeat } from './heartbeat-track.ts';
import { noteReset } from './note-reset.ts';
import { noteStaleAck } from './note-stale-ack.ts';
import type { Endpoint, Packet } from './packet.ts';
import { isProbe, noteUnanswered, pauseBefore } from './unanswered.ts';

/** A pause this long is a silence; an RST counts as its answer when it comes within ANSWER_SEC. */
const SILENCE_SEC = 5;
const ANSWER_SEC = 60;
/** What an end says this long before it closes says why. */
const LAST_WORDS_SEC = 1;
/** Two printed sequence numbers further apart than this are not of one numbering (absolute, then relative). */
const SAME_NUMBERING = 16_777_216;

/** A repeated range lies below what was already sent; a keepalive probe repeats one byte at most. */
function isRepeated(end: EndState, packet: Packet): boolean {
  if (packet.retransmitted) return true;
  const seqEnd = packet.seqEnd;
  if (seqEnd === undefined || packet.seq === undefined || seqEnd - packet.seq <= 1) return false;
  return seqEnd <= end.highestSeq && end.highestSeq - seqEnd < SAME_NUMBERING;
}

function noteData(
  flow: FlowState,
  by: EndState,
  packet: Packet,
  sec: number | undefined,
  lines: PacketLines,
): 'data' | 'resend' | undefined {
  if (isRepeated(by, packet)) {
    by.retransmits += 1;
    flow.marks.retransmit = lines;
    return 'resend';
  }
  const jumped = Math.abs((packet.seqEnd ?? 0) - by.highestSeq) >= SAME_NUMBERING;
  if (packet.seqEnd !== undefined) {
    by.highestSeq = jumped ? packet.seqEnd : Math.max(by.highestSeq, packet.seqEnd);
  }
  const isUnmeasured = packet.protocol !== undefined && packet.lengthBytes === undefined;
  if (!packet.lengthBytes && !packet.heartbeat && !isUnmeasured) return undefined;
  if (packet.heartbeat || !isUnmeasured)
    trackHeartbeat(by.heartbeats, packet, sec, !by.data && flow.ends.some((end) => end.syns > 0));
  by.data = true;
  if (sec !== undefined) notePayload(flow, by, sec);
  return 'data';
}

function notePayload(flow: FlowState, by: EndState, sec: number): void {
  const silenceSec = flow.lastDataSec === undefined ? 0 : sec - flow.lastDataSec;
  if (silenceSec >= SILENCE_SEC) flow.spoke = { by, silenceSec, atSec: sec };
  else if (flow.spoke?.by !== by) delete flow.spoke;
  flow.lastDataSec = sec;
  by.lastDataSec = sec;
  if (!flow.closed) by.lastDataOpenSec = sec;
}

/** How long neither end had sent payload when one closes. Its last words belong to the close: `FATAL: … idle-session timeout`. */
function silenceBeforeClose(
  { lastDataSec, spoke }: FlowState,
  by: EndState,
  sec: number,
): number | undefined {
  if (lastDataSec === undefined) return undefined;
  const saidAsItClosed = spoke?.by === by && sec - spoke.atSec <= LAST_WORDS_SEC;
  return saidAsItClosed ? spoke.silenceSec : sec - lastDataSec;
}

function noteFlags(
  flow: FlowState,
  by: EndState,
  other: EndState,
  packet: Packet,
  sec: number | undefined,
  lines: PacketLines,
): void {
  const { flags } = packet;
  const isSyn = flags.includes('S');
  const isRst = flags.includes('R');
  if (isSyn && flags.includes('.')) by.synAcks += 1;
  else if (isSyn) {
    by.syns += 1;
    flow.marks.syn = lines;
  }
  if (flags.includes('.') && !isSyn && !isRst) {
    by.acked = true;
    if (other.fin && !by.ackedFin) {
      by.ackedFin = true;
      if (sec !== undefined) by.ackedFinSec = sec;
      flow.marks.finAck = lines;
    }
  }
  if (flags.includes('F') && !by.fin) {
    by.fin = true;
    if (sec !== undefined) by.finSec = sec;
    flow.marks.fin = lines;
  }
  if (packet.window === 0 && !isRst && !isSyn && !by.zeroWindow) {
    by.zeroWindow = true;
    flow.marks.zeroWindow = lines;
  }
  if (isRst && !by.rst) {
    by.rst = true;
    flow.marks.rst = lines;
    flow.marks.answered = flow.last;
  }
  if ((isRst || by.fin) && sec !== undefined && !flow.closed) {
    flow.marks.beforeClose = flow.last;
    flow.closed = { by, isRst, sec, silenceSec: silenceBeforeClose(flow, by, sec) };
  }
  if (isRst || (by.fin && other.fin)) flow.endedLine ??= lines.line;
}

function noteSilence(flow: FlowState, by: EndState, packet: Packet, sec: number): void {
  if (flow.isCut) flow.blindUntilSec = sec;
  const gap = pauseBefore(flow, sec) ?? 0;
  const talking = flow.ends.some((end) => end.acked || end.data);
  if (talking && flow.endedLine === undefined) flow.longestSilenceSec = Math.max(flow.longestSilenceSec, gap);
  if (packet.flags.includes('R')) {
    const wake = flow.wake;
    // What has closed before answers a late write so, however long the silence was.
    if (wake && wake.by !== by && !by.fin && sec - wake.atSec <= ANSWER_SEC)
      flow.rstAfterSilenceSec ??= wake.silenceSec;
    return;
  }
  if (flow.wake && flow.wake.by !== by) delete flow.wake;
  // The sender's own repeats after the silence are not a new silence.
  if (talking && gap >= SILENCE_SEC && flow.wake?.by !== by) flow.wake = { by, silenceSec: gap, atSec: sec };
}

/** Adds one packet to its connection. */
export function addPacket(flow: FlowState, { packet, lines, sec, atMs, payload }: SeenPacket): void {
  const fromFirst = samePort(flow.ends[0].end, packet.from);
  const by = fromFirst ? flow.ends[0] : flow.ends[1];
  const other = fromFirst ? flow.ends[1] : flow.ends[0];
  flow.packets += 1;
  by.packets += 1;
  if (packet.protocol) noteProtocol(flow, packet.protocol);
  const said = packet.said ?? (payload && hear(flow, { ...payload, by }));
  if (said?.isHeartbeat) packet.heartbeat = true;
  if (sec !== undefined) noteSilence(flow, by, packet, sec);
  const finAgain = by.fin && packet.flags.includes('F');
  const isProbing = sec !== undefined && isProbe(flow, by, packet, sec);
  if (packet.flags.includes('R')) noteReset(flow, by, other, packet, sec);
  noteStaleAck(flow, by, packet);
  noteFlags(flow, by, other, packet, sec, lines);
  const isBare = packet.flags.includes('S') || isProbing;
  const sent = isBare ? undefined : noteData(flow, by, packet, sec, lines);
  if (said && sent === 'data') keepSaid(flow, by, said, lines, atMs);
  if (sec !== undefined) {
    noteUnanswered(flow, by, isProbing ? 'probe' : finAgain ? 'resend' : sent, sec, lines);
    flow.firstSec ??= sec;
    flow.lastSec = sec;
    delete flow.isCut;
  }
  if (packet.ack !== undefined) by.lastAck = packet.ack;
  if (packet.window !== undefined) by.lastWindow = packet.window;
  flow.last = lines;
  flow.lastPacket = { by, sec, hasPayload: sent !== undefined };
}

/** Packets were left out of the paste here: pauses and answers across this place say nothing. */
export function forgetPause(flow: FlowState): void {
  flow.isCut = true;
  delete flow.wake;
  delete flow.unanswered;
  delete flow.lastDataSec;
  delete flow.spoke;
}

function samePort(one: Endpoint, other: Endpoint): boolean {
  return one.address === other.address && (other.port === '' || one.port === other.port);
}

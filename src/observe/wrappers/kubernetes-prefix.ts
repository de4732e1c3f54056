import { startsLikeRecord } from '../log-start.ts';
import type { Unwrapped } from './wrapper.ts';

// Kubernetes draws the random part of names from this alphabet (k8s.io/apimachinery/pkg/util/rand).
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const HASHED = `[a-z][a-z0-9.-]{0,120}?-[a-z0-9]{6,10}-${RANDOM}{5}`;
const KUBECTL = /^\[?pod\/([^\s/\]]{1,200})(?:\/([^\s\]]{1,100}))?\]? /;
const STERN_ARROW = /^([a-z0-9][a-z0-9.-]{0,120}) › ([a-z0-9-]{1,63}) (?:│|\|)? ?/;
const DEPLOYMENT = new RegExp(`^\\[?(${HASHED})\\]? ?([a-z][a-z0-9-]{0,62})?(?: |(?=\\[))`);
const STATEFUL = /^([a-z][a-z0-9.-]{0,120}-\d{1,3}) ([a-z][a-z0-9-]{1,62}) /;

/** `[pod/x/y] text` (kubectl logs --prefix), `pod container text` (stern), and the same without brackets. */
export function kubernetesPrefix(text: string): Unwrapped | undefined {
  const first = text.charCodeAt(0);
  if (first !== 91 && !(first >= 97 && first <= 122)) return undefined;
  const named = KUBECTL.exec(text) ?? STERN_ARROW.exec(text);
  if (named) return result(text, named[0], named[1], named[2]);
  const head = text.slice(0, 220);
  if (!head.includes('-')) return undefined;
  const hashed = DEPLOYMENT.exec(head);
  if (hashed && /\d/.test(hashed[1] ?? '')) return result(text, hashed[0], hashed[1], hashed[2]);
  const stateful = STATEFUL.exec(head);
  if (!stateful || !plausible(text, stateful)) return undefined;
  return result(text, stateful[0], stateful[1], stateful[2]);
}

function plausible(text: string, found: RegExpExecArray): boolean {
  const [pod = '', container = ''] = [found[1], found[2]];
  return (
    startsLikeRecord(text, found[0].length) ||
    pod.includes(container) ||
    container.includes(pod.replace(/-\d+$/, ''))
  );
}

function result(
  text: string,
  taken: string,
  pod: string | undefined,
  container: string | undefined,
): Unwrapped {
  const stream = container === undefined ? pod : `${pod}/${container}`;
  return { text: text.slice(taken.length), host: pod, stream };
}

import type { Signal } from '../model/signal.ts';
import { isStackFrame } from '../model/stack-frame.ts';

/** How names begin that are a platform's or a library's, not the program's. */
const LIBRARIES = [
  'java. javax. jakarta. jdk. sun. com.sun. kotlin. scala. akka. reactor. org.springframework.',
  'org.hibernate. org.apache. org.eclipse. org.jboss. org.mybatis. org.postgresql. org.mariadb.',
  'com.mysql. com.zaxxer. com.mchange. com.alibaba.druid. com.rabbitmq. com.mongodb.',
  'com.microsoft. oracle. redis. io.lettuce. io.netty. io.vertx. io.quarkus. io.agroal. System.',
  'Microsoft. RabbitMQ. MySql. Npgsql.',
].flatMap((line) => line.split(' '));
/** Where files lie that are not the program's. */
const FOREIGN_FILES = [
  'node_modules/',
  'node:',
  'site-packages/',
  'dist-packages/',
  '/usr/lib',
  '/gems/',
  '/vendor/',
];
const LONGEST = 160;

/**
 * The frame of a trace that is the program's own and nearest to what failed: the first of Java and JavaScript, the last of Python, whose
 * traces end with the most recent call. Undefined where the records that decided bear none with a file and a line.
 */
export function programFrame(signals: readonly Signal[]): string | undefined {
  for (const { hits } of signals) {
    const text = hits[0]?.observation.kind === 'log' ? hits[0].observation.text : '';
    const frames = text.split('\n').flatMap((line) => ownFrame(line.trim()) ?? []);
    const isPython = frames[0]?.startsWith('File "') ?? false;
    const frame = isPython ? frames.at(-1) : frames[0];
    if (frame !== undefined) return frame;
  }
  return undefined;
}

function ownFrame(line: string): string | undefined {
  if (!isStackFrame(line) || line.length > LONGEST || !hasLine(line)) return undefined;
  const called = line.startsWith('at ') ? line.slice('at '.length) : '';
  if (LIBRARIES.some((name) => called.startsWith(name))) return undefined;
  if (FOREIGN_FILES.some((place) => line.includes(place))) return undefined;
  return isJava(line) || line.includes('/') || line.startsWith('File "') ? line : undefined;
}

function isJava(line: string): boolean {
  return ['.java:', '.kt:', '.scala:', '.groovy:'].some((mark) => line.includes(mark));
}

/** A line number stands behind a colon, or in Python behind the word. */
function hasLine(line: string): boolean {
  const after = line.slice(line.lastIndexOf(line.startsWith('File "') ? ' line ' : ':') + 1).trim();
  const digits = after.startsWith('line ') ? after.slice('line '.length) : after;
  return (digits[0] ?? '') >= '0' && (digits[0] ?? '') <= '9';
}

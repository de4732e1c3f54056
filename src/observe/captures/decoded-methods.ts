import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { settingObservation } from '../config/setting.ts';
import type { Line } from '../line.ts';
import { namedMessage } from './named-message.ts';

const CLASS = /^\s*Class: (Connection|Channel) \(\d{1,3}\)\s*$/;
const METHOD = /^\s*Method: ([A-Z][A-Za-z]{1,20}(?:-[A-Z][a-z]{1,12})?) \(\d{1,3}\)\s*$/;
const ARGUMENT = /^\s*(Reason|Reply-Code|Reply-Text|Heartbeat|Channel-Max|Frame-Max): (.{0,200}?)\s*$/;
const AROUND = /^\s*(?:Arguments|\[.{0,80}\]|Class-Id: .{0,20}|Method-Id: .{0,20})\s*$/;
const MOST_ARGUMENTS = 8;

interface Decoded {
  info: string;
  heartbeat: string | undefined;
  to: number;
}

/** A method with its arguments, in the words of a packet list: `Connection.Blocked (reason=low on disk)`. */
function decodedAt(lines: readonly Line[], index: number): Decoded | undefined {
  const textAt = (at: number) => (lines[at]?.text ?? '').slice(0, 300);
  const [of, method] = [CLASS.exec(textAt(index))?.[1], METHOD.exec(textAt(index + 1))?.[1]];
  if (of === undefined || method === undefined) return undefined;
  const found = new Map<string, string>();
  let at = index + 2;
  for (; at < index + 2 + MOST_ARGUMENTS; at += 1) {
    const [, name, value] = ARGUMENT.exec(textAt(at)) ?? [];
    if (name === undefined && !AROUND.test(textAt(at))) break;
    if (name !== undefined) found.set(name.toLowerCase(), value ?? '');
  }
  const words = [...found].map(([name, value]) => `${name}=${value}`).join(', ');
  return { info: `${of}.${method} (${words})`, heartbeat: found.get('heartbeat'), to: at - 1 };
}

/**
 * What methods of AMQP say of trouble where `tshark -V` decoded them (packet-amqp.c): the reason of Connection.Blocked, the code and text
 * of a close, a heartbeat that was switched off in Tune-Ok. Each is a log record at its lines.
 */
export function decodedMethods(lines: readonly Line[], context: ReadContext): Observation[] {
  return lines.flatMap((line, index): Observation[] => {
    const decoded = line.text.includes('Class: ') ? decodedAt(lines, index) : undefined;
    if (decoded === undefined) return [];
    const { message } = namedMessage(decoded.info);
    const last = lines[decoded.to] ?? line;
    const verbatim = lines
      .slice(index, decoded.to + 1)
      .map((one) => one.verbatim)
      .join('\n');
    if (message !== undefined)
      return [
        {
          kind: 'log',
          at: { input: context.input, line: line.number, endLine: last.number },
          ...(context.role && { role: context.role }),
          text: message,
          verbatim,
          form: 'log',
          fields: {},
        },
      ];
    const isOff = decoded.info.startsWith('Connection.Tune-Ok') && decoded.heartbeat === '0';
    return isOff ? [settingObservation({ name: 'heartbeat', value: 0, text: '0' }, last, context)] : [];
  });
}

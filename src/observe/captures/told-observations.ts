import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { extractFields } from '../logs/extract-fields.ts';
import { flowEnds } from './flow-ends.ts';
import type { FlowState } from './flow-state.ts';
import { endpointName } from './packet.ts';

/** What the ends of a connection told each other of trouble, as log records: each stands at the packet that brought it. */
export function toldObservations(flow: FlowState, context: ReadContext): Observation[] {
  const { messages = [], protocol } = flow.told ?? {};
  const { client, server } = flowEnds(flow);
  return messages.map(({ text, lines, atMs }) => {
    const fields: Observation['fields'] = {};
    extractFields(text, fields);
    return {
      kind: 'log',
      at: { input: context.input, line: lines.line, endLine: lines.endLine },
      ...(context.role && { role: context.role }),
      ...(atMs !== undefined && { atMs }),
      text,
      verbatim: `${lines.verbatim}: ${protocol}: ${text}`,
      form: 'log',
      fields: { ...fields, client: endpointName(client.end), server: endpointName(server.end) },
    };
  });
}

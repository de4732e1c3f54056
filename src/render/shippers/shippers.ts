import { literalTrie } from './literal-trie.ts';
import { LEVELS, PROXY_TROUBLE, RECORD_START } from './record-start.ts';

/** What a filter is made of. */
export interface ShipperFilter {
  /** What was typed to make it, said in its head. */
  command: string;
  /** The log files. */
  path: string;
  /** One of these, in lower case, stands in whatever a runbook may match. */
  literals: readonly string[];
  /** Ids of runbooks that need records which the filter drops. */
  without: readonly string[];
}

/** The shippers that filters are printed for, and how. */
export const SHIPPERS: ReadonlyMap<string, (filter: ShipperFilter) => string> = new Map([
  ['fluent-bit', fluentBit],
  ['vector', vector],
]);

/** The pattern of what passes; the text has to be in lower case. */
function passing({ literals }: Pick<ShipperFilter, 'literals'>): string {
  return `(?:${PROXY_TROUBLE}|${literalTrie([...LEVELS, ...literals])})`;
}

/** Configuration of Fluent Bit in YAML (3.2 and later). */
function fluentBit(filter: ShipperFilter): string {
  return `${head(filter)}multiline_parsers:
  - name: halfopen-records
    type: regex
    flush_timeout: 1000
    rules:
      - {state: start_state, regex: '/${RECORD_START}/', next_state: cont}
      - {state: cont, regex: '/^(?!${RECORD_START.slice(1)})/', next_state: cont}
pipeline:
  inputs:
    - name: tail
      path: '${filter.path}'
      tag: halfopen
      multiline.parser: halfopen-records
  filters:
    - name: grep
      match: halfopen
      regex: 'log (?i:${passing(filter)})'
`;
}

/** Configuration of Vector in YAML. */
function vector(filter: ShipperFilter): string {
  return `${head(filter)}sources:
  halfopen_records:
    type: file
    include: ['${filter.path}']
    multiline:
      start_pattern: '${RECORD_START}'
      mode: halt_before
      condition_pattern: '${RECORD_START}'
      timeout_ms: 1000
transforms:
  halfopen:
    type: filter
    inputs: [halfopen_records]
    condition: |-
      match(downcase(string!(.message)), r'${passing(filter)}')
`;
}

function head({ command, literals, without }: ShipperFilter): string {
  const dropped =
    without.length > 0
      ? `# These count healthy records as well, which it drops: ${without.join(', ')}.\n# Send snapshots of connections for them, or all records.\n`
      : '';
  return `# Made by: ${command}
# Passes the records that a runbook may match (by ${literals.length} texts) or that are marked as trouble. Make it again after an update.
# Add where they go: CloudWatch Logs or Kinesis.
${dropped}`;
}

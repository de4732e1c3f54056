import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { sizeBytes } from '../config/parse-value.ts';
import type { Line } from '../line.ts';
import { takenMs } from '../times/taken-ms.ts';
import { figureBelow } from './command-figures.ts';
import { FIGURE_NAMES, type Figure } from './figure-names.ts';
import { observeLines } from './table-reader.ts';

interface Found extends Figure {
  value: number;
  of?: string;
}

/** Where a line begins with a name, as in INFO, YAML, a table or an exporter's samples; logs begin with a time or a level. */
const FIRST_NAME = /^[^\w$/]{0,60}(?:u')?([$/\w.]{3,80})/;
const NAMED =
  /["']?(?<![\w.])([$/\w.]{4,80})["']?(?:\{([^}]{0,1000})\})?\s{0,80}(?:=>|[:=,|\t ])\s{0,80}["']?(\d{1,18}(?:\.\d{1,9})?(?:e[+-]?\d{1,2})?)(?![\w%.])/g;
/** The process that a sample is of, as the collector writes it. */
const PROCESS = /\bpid="(\d{1,10})"/;
const LONGEST = 16_384;

function named(text: string): Found[] {
  const first = FIRST_NAME.exec(text)?.[1]?.toLowerCase() ?? '';
  const opens = /^\s*[[{]/.test(text);
  if (!opens && !FIGURE_NAMES.has(first)) return [];
  return [...text.matchAll(NAMED)].flatMap(([, name, labels = '', value]) => {
    const figure = FIGURE_NAMES.get((name ?? '').toLowerCase());
    const of = PROCESS.exec(labels)?.[1];
    return figure ? [{ ...figure, value: Number(value), ...(of === undefined ? {} : { of }) }] : [];
  });
}

function rabbitmq(
  resource: Figure['resource'],
  side: Figure['side'],
  value: number | undefined,
): Found | undefined {
  return value === undefined ? undefined : { resource, side, value, product: 'rabbitmq' };
}

/** `rabbitmqctl status` since 3.8 writes sizes with their unit and descriptors with their limit (rabbitmq_cli, status_command.ex). */
const STATUS: readonly { line: RegExp; figures: (values: readonly string[]) => (Found | undefined)[] }[] = [
  {
    line: /^\s{0,8}(Total|Sockets): (\d{1,9}), limit: (\d{1,9})\s*$/,
    figures: ([title, used, limit]) => {
      const resource = title === 'Total' ? 'descriptors' : 'sockets';
      return [rabbitmq(resource, 'used', Number(used)), rabbitmq(resource, 'limit', Number(limit))];
    },
  },
  {
    line: /^\s{0,8}Total memory used: ([\d.]{1,20} \w{1,3})\s*$/,
    figures: ([size]) => [rabbitmq('memory', 'used', sizeBytes(size ?? ''))],
  },
  {
    line: /^\s{0,8}Memory high watermark setting: .{0,100}computed to: ([\d.]{1,20} \w{1,3})\s*$/,
    figures: ([size]) => [rabbitmq('memory', 'limit', sizeBytes(size ?? ''))],
  },
  {
    line: /^\s{0,8}Free disk space: ([\d.]{1,20} \w{1,3})\s*$/,
    figures: ([size]) => [rabbitmq('disk-space', 'free', sizeBytes(size ?? ''))],
  },
  {
    line: /^\s{0,8}Low free disk space watermark: ([\d.]{1,20} \w{1,3})\s*$/,
    figures: ([size]) => [rabbitmq('disk-space', 'limit', sizeBytes(size ?? ''))],
  },
  {
    // MongoDB's serverStatus tells what is left instead of the limit.
    line: /"?\bcurrent"?\s?:\s?(\d{1,9}),\s?"?available"?\s?:\s?(\d{1,9})/,
    figures: ([used, left]) => {
      const shared = { resource: 'connections', product: 'mongodb' } as const;
      return [
        { ...shared, side: 'used', value: Number(used) },
        { ...shared, side: 'limit', value: Number(used) + Number(left) },
      ];
    },
  },
  {
    line: /^\s{0,8}Max open files\s{1,40}(\d{1,12})\s{1,40}\d{1,12}\s{1,40}files\s*$/,
    figures: ([soft]) => [{ resource: 'descriptors', side: 'limit', product: '', value: Number(soft) }],
  },
  {
    // What conntrack writes behind a list (conntrack-tools, conntrack.c, main).
    line: /^conntrack v[\d.]{3,12} \(conntrack-tools\): (\d{1,10}) flow entries have been shown/,
    figures: ([used]) => [
      { resource: 'conntrack-entries', side: 'used', product: 'kernel', value: Number(used) },
    ],
  },
];

function stated(text: string): Found[] {
  if (
    !/^\s{0,8}(?:Total|Sockets|Memory high|Free disk|Low free|Max open|conntrack v)|\bcurrent"?\s?:/.test(
      text,
    )
  )
    return [];
  const status = STATUS.map(({ line, figures }) => ({ found: line.exec(text), figures }));
  return status.flatMap(({ found, figures }) =>
    found ? figures(found.slice(1)).filter((figure) => figure !== undefined) : [],
  );
}

/** A row of `df`: size, used and free, in blocks of 1 KiB or with `-h` in units of 1024, then the share in use and the mount point. */
const DF_ROW =
  /^\S*\s{1,80}\d[\d.]*[KMGT]?\s{1,20}\d[\d.]*[KMGT]?\s{1,20}(?:\*\*)?(\d[\d.]{0,14}[KMGT]?)(?:\*\*)?\s{1,20}\d{1,3}%\s{1,20}(\/\S{0,100})\s*$/;

function diskFree(text: string): Found[] {
  const row = text.includes('%') ? DF_ROW.exec(text) : null;
  if (row === null) return [];
  const [, free = '', of = ''] = row;
  const value = sizeBytes(/[KMGT]$/.test(free) ? free : `${free}K`);
  return value === undefined ? [] : [{ resource: 'disk-space', side: 'free', product: '', value, of }];
}

/**
 * The figures of the lines that tell what is in use of something limited, or how much may be. They are read beside whatever else reads
 * these lines, since they stand in status pages, metrics, documents and command output alike.
 */
export function figuresIn(lines: readonly Line[], context: ReadContext): Observation[] {
  return lines.flatMap((line, index) => {
    const text = line.text.slice(0, LONGEST);
    const found = [...named(text), ...stated(text), ...diskFree(text), ...figureBelow(lines, index)];
    const atMs = found.length > 0 ? takenMs(lines, index) : undefined;
    const table = {
      lines,
      context,
      preamble: { next: index, dated: false, ...(atMs === undefined ? {} : { atMs }) },
    };
    return found.map((figure) => observeLines(table, 'figure', index, index, { ...figure }));
  });
}

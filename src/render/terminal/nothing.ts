import type { Report } from '../../model/diagnosis.ts';
import { bullet, section } from './section.ts';
import type { Style } from './text.ts';

const MOST_SHAPES = 5;

/** What was read, where nothing was diagnosed: so that nobody takes for healthy what was not understood. */
export function renderNothing({ unrecognised, states, nearest = [], levels }: Report, style: Style): string {
  const loud = Object.entries(levels).map(([level, count]) => `${level} ${count}`);
  const open = states
    .filter(({ state }) => state !== 'LISTEN')
    .map(({ state, count }) => `${state} ${count}`);
  const more = unrecognised.length - MOST_SHAPES;
  return [
    style.paint('strong', 'Nothing diagnosed.'),
    ...section('Records by level', joined(loud, style), style),
    ...section('Sockets by state (no diagnosis)', joined(open, style), style),
    ...section(
      'Unrecognised messages (no diagnosis)',
      [
        ...unrecognised
          .slice(0, MOST_SHAPES)
          .flatMap(({ template, count, example }) =>
            bullet(`${count}×`, `${template} (${example.input}:${example.line})`, style),
          ),
        ...(more > 0 ? bullet('…', `and ${more} more with --json`, style) : []),
        ...propose(unrecognised, style),
      ],
      style,
    ),
    ...section(
      'Nearest runbooks (no diagnosis)',
      nearest.flatMap(({ id, title }) => bullet('?', `${title}: halfopen runbook show ${id}`, style)),
      style,
    ),
  ].join('\n');
}

/** How to make a runbook of them, where they are in a file. */
function propose([first]: Report['unrecognised'], style: Style): string[] {
  if (!first || first.example.input === '-' || first.example.input === 'message') return [];
  return bullet(
    '+',
    `a draft that knows them: halfopen runbook new <id> --from ${first.example.input}`,
    style,
  );
}

function joined(parts: readonly string[], style: Style): string[] {
  return parts.length > 0 ? bullet('-', parts.join(', '), style) : [];
}

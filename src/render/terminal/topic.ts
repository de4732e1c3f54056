import type { Topic } from '../../model/topic.ts';
import { wrap } from './text.ts';

const WIDTH = 80;

/** A TCP state or technical term for a terminal 80 columns wide. Ends with a line break. */
export function renderTopic(topic: Topic): string {
  const { name, means, fine, trouble, look, runbooks, diagram, source } = topic;
  const lines = [
    name,
    '',
    ...wrap(means, WIDTH),
    '',
    diagram,
    '',
    ...item('Normal: ', fine),
    ...item('Problem: ', trouble),
    '',
    'Check',
    // People copy the command whole, so it is not wrapped at column 80.
    `  $ ${look}`,
    ...(runbooks.length > 0
      ? ['', 'Runbooks', ...runbooks.map((id) => `  halfopen runbook show ${id}`)]
      : []),
    '',
    'Read',
    `  ${source}`,
  ];
  return `${lines.join('\n')}\n`;
}

function item(label: string, text: string): string[] {
  const indent = ' '.repeat(label.length);
  return wrap(text, WIDTH - label.length).map((line, i) => `${i === 0 ? label : indent}${line}`);
}

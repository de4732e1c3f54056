import type { Topic } from '../../model/topic.ts';
import { hang, type Style, wrap } from './text.ts';

/** A TCP state or technical term for a terminal. Ends with a line break. */
export function renderTopic(topic: Topic, { width, link, paint }: Style): string {
  const { name, means, fine, trouble, look, runbooks, diagram, source } = topic;
  const lines = [
    paint('strong', name),
    '',
    ...wrap(means, width),
    '',
    diagram,
    '',
    ...hang('Normal: ', fine, width),
    ...hang('Problem: ', trouble, width),
    '',
    'Check',
    // People copy the command whole, so it is not wrapped.
    `  $ ${look}`,
    ...(runbooks.length > 0
      ? ['', 'Runbooks', ...runbooks.map((id) => `  halfopen runbook show ${id}`)]
      : []),
    '',
    'Read',
    `  ${link(source, { url: source })}`,
  ];
  return `${lines.join('\n')}\n`;
}

import { unfilledCommand } from '../../../model/blank.ts';
import type { Block, MessageContent } from '../../../model/chat-message.ts';
import type { CompiledRunbook } from '../../../model/runbook.ts';
import { unfilled } from '../../../model/text-template.ts';
import type { Topic } from '../../../model/topic.ts';
import { cut } from '../../cut.ts';
import { actions, button, codeSection, context, header, message, section } from '../blocks.ts';
import { inlineCode, link, plain } from '../mrkdwn.ts';

const MOST_FOUND = 6;

const MOST_STEPS = 6;

interface FoundRunbook {
  id: string;
  title: string;
  severity: string;
}

/** What a search found, best first, each with a button that shows it. */
export function renderFound(words: string, found: readonly FoundRunbook[]): MessageContent {
  if (found.length === 0)
    return message('No runbook found', [
      section(
        `No runbook matches “${cut(plain(words), 200)}”. Try fewer or different words, for example words from the log.`,
      ),
    ]);
  return message(`Runbooks for ${words}`, [
    header('Runbooks, best match first'),
    ...found.slice(0, MOST_FOUND).map(({ id, title, severity }) => ({
      ...section(`*${plain(title)}*\n${inlineCode(id)} · ${plain(severity)}`),
      accessory: button('ask', 'Show', `runbook ${id}`),
    })),
  ]);
}

/** A runbook for reading. `others` are the next results of the search. */
export function renderRunbookAnswer(
  runbook: CompiledRunbook,
  others: readonly FoundRunbook[],
): MessageContent {
  const { id, title, severity, status, owner, reviewed, products, summary, cause, impact } = runbook;
  const made = products.map(({ name, versions }) => `${name}${versions ? ` ${versions}` : ''}`).join(', ');
  return message(
    title,
    [
      header(title),
      context(
        `${inlineCode(id)}  ·  ${plain(severity)}  ·  ${plain(status)}  ·  owner ${plain(owner)}  ·  reviewed ${plain(reviewed)}  ·  for ${plain(made)}`,
      ),
      section(cut(plain(unfilled(summary)), 900)),
      section(`*Why*  ${cut(plain(unfilled(cause)), 900)}`),
      section(`*What it means*  ${cut(plain(unfilled(impact)), 600)}`),
      ...runbook.steps.slice(0, MOST_STEPS).map(step),
      ...questions(runbook),
    ],
    [
      ...further(others),
      context(
        runbook.references
          .slice(0, 4)
          .map((url) => link(url, url.replace(/^https:\/\//, '')))
          .join('  ·  '),
      ),
    ],
  );
}

function step({ do: what, command, risk }: CompiledRunbook['steps'][number], i: number): Block {
  const text = `*${i + 1}.* ${cut(plain(unfilled(what)), 500)}${risk === 'none' ? '' : ` _(risk: ${risk})_`}`;
  return command ? codeSection(text, unfilledCommand(command), 900) : section(text);
}

function questions({ questions: all }: CompiledRunbook): Block[] {
  const lines = all
    .slice(0, 4)
    .map(
      ({ ask, ifYes, ifNo }) =>
        `• *${plain(unfilled(ask))}* Yes: ${plain(unfilled(ifYes))} No: ${plain(unfilled(ifNo))}`,
    );
  return [section(`*Ask*\n${lines.map((line) => cut(line, 600)).join('\n')}`)];
}

function further(others: readonly FoundRunbook[]): Block[] {
  const elements = others.slice(0, 3).map(({ id }, i) => button(`ask-${i}`, id, `runbook ${id}`));
  return elements.length > 0 ? [section('*Also*'), { type: 'actions', block_id: 'others', elements }] : [];
}

/** A TCP state or technical term: its meaning, a diagram, how to check it, and the runbooks about it. */
export function renderTopic({
  name,
  means,
  fine,
  trouble,
  look,
  runbooks,
  diagram,
  source,
}: Topic): MessageContent {
  return message(`${name}: ${means}`, [
    header(name),
    section(plain(means)),
    codeSection('', diagram),
    section(`✅ *Normal*  ${plain(fine)}\n⚠️ *Problem*  ${plain(trouble)}`),
    codeSection('*Check*', look),
    actions(
      'runbooks',
      runbooks.map((id, i) => button(`ask-${i}`, id, `runbook ${id}`)),
    ),
    context(link(source, source.replace(/^https:\/\//, ''))),
  ]);
}

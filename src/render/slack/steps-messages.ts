import type { Block, MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import type { Step } from '../../model/runbook.ts';
import { charactersOf, codeSection, MESSAGE_CHARACTERS, message, section } from './blocks.ts';
import { cut } from './cut.ts';
import { plain } from './mrkdwn.ts';

const MOST_MESSAGES = 3;

/** All steps, with risk, check and undo, and what to do instead with each client library. */
export function renderSteps({ diagnosis }: Incident): MessageContent[] {
  const blocks = diagnosis.steps.flatMap(stepBlocks);
  const messages: Block[][] = [[section('*What to do*')]];
  for (const block of blocks) {
    const last = messages.at(-1) ?? [];
    if (charactersOf(last) + charactersOf(block) <= MESSAGE_CHARACTERS - 200 && last.length < 45)
      last.push(block);
    else if (messages.length < MOST_MESSAGES) messages.push([section('*What to do, continued*'), block]);
  }
  return messages.map((members) => message('What to do', members));
}

function stepBlocks({ do: what, command, risk, verify, undo, variants = {} }: Step, i: number): Block[] {
  const title = `*${i + 1}.* ${cut(plain(what), 1_500)}${risk === 'none' ? '' : ` _(risk: ${risk})_`}`;
  const after = [`Check: ${cut(plain(verify), 900)}`, ...(undo ? [`Undo: ${cut(plain(undo), 900)}`] : [])];
  const libraries = Object.entries(variants).map(
    ([library, variant]) => `• *${plain(library)}*: ${cut(plain(variant.do), 400)}`,
  );
  return [
    command ? codeSection(title, command) : section(title),
    section(after.join('\n')),
    ...(libraries.length > 0 ? [section(libraries.join('\n'))] : []),
  ];
}

import type { Answer } from '../model/answer.ts';
import type { GivenEvidence } from '../model/work.ts';
import { callingNoGroup, said } from '../render/slack/answers/said.ts';
import { answerCommand } from './answer-command.ts';
import { decodeTyped } from './commands/decode-typed.ts';
import type { Asker, Desk } from './desk.ts';
import { startWork } from './start-work.ts';

interface Message {
  text: string;
  fileIds: readonly string[];
}

/** Triages what a message holds, for the one who asked. */
export async function triageMessage(desk: Desk, asker: Asker, message: Message): Promise<Answer> {
  const evidence = evidenceOf({ ...message, text: decodeTyped(message.text) });
  if (evidence.length === 0) return { content: said('This message holds neither text nor a file.') };
  return startWork(desk, asker, { do: 'triage', evidence });
}

/** Answers a mention: evidence is triaged, a command is answered, in the thread. Work that was begun answers by itself. */
export async function answerMention(
  desk: Desk,
  asker: Asker,
  { text, fileIds }: Message,
): Promise<Answer | undefined> {
  const asked = text.replace(/^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>\s*)+/, '');
  if (fileIds.length > 0) {
    await startWork(desk, asker, {
      do: 'triage',
      evidence: evidenceOf({ text: decodeTyped(asked), fileIds }),
    });
    return undefined;
  }
  if (/^\s*audit\b/i.test(asked))
    return { content: said('The audit is for who may read it: type `/triage audit`.') };
  const answer = await answerCommand(desk, asker, asked.trim() === '' ? 'help' : asked);
  return answer && !answer.isStarted ? { ...answer, content: callingNoGroup(answer.content) } : undefined;
}

function evidenceOf({ text, fileIds }: Message): GivenEvidence[] {
  const pasted = text.trim() === '' ? [] : [{ name: 'message', text }];
  return [...pasted, ...fileIds.map((fileId) => ({ fileId }))];
}

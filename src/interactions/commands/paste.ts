import { openPasteForm } from '../forms/paste.ts';
import { startWork } from '../start-work.ts';
import { defineCommand } from './define-command.ts';

/** `/triage paste`: evidence typed behind it is diagnosed, without any a form opens. */
export const paste = defineCommand<{ evidence?: string }>({
  name: 'paste',
  aliases: ['triage'],
  arguments: '[evidence]',
  does: 'diagnose a log, `ss` or `netstat` output you paste or upload; without evidence a form opens',
  example: 'paste',
  isQuestion: false,
  parse: ({ text }) => (text.trim() === '' ? {} : { evidence: text }),
  run: (context, actor, { evidence }) =>
    evidence === undefined
      ? openPasteForm(context, actor)
      : startWork(context, actor, { do: 'triage', evidence: [{ name: 'pasted', text: evidence }] }),
});

/** What no runbook knew: texts that its records have in common, and the records themselves, secrets masked. */
export interface Unknown {
  texts: readonly string[];
  records: readonly string[];
}

/**
 * The text of a new runbook: a draft that lints and whose examples hold, with every required key in its place. `today` is YYYY-MM-DD.
 * With `unknown` it knows those records.
 */
export function scaffoldRunbook(id: string, today: string, unknown?: Unknown): string {
  const words = id.replaceAll('-', ' ');
  const texts = unknown?.texts ?? [`example of ${words}`];
  const records = unknown?.records ?? [
    `${today} 10:00:00.000000+00:00 [error] <0.100.0> example of ${words}`,
  ];
  const queue = unknown ? '' : ' on {queue|a queue}';
  return `# yaml-language-server: $schema=../runbook.schema.json
id: ${id}
title: Say in one line what ${words} is
severity: warning
status: draft
owner: your-team
reviewed: ${today}
products: [{name: your-product}]
signals:
  seen-in-log:
    says: "the log says ${words}${queue}"
    confidence: 0.8
    text: ${JSON.stringify(texts)}
when: seen-in-log
summary: "What happened, with the values filled in: {count} times${queue}."
cause: "Why it happens, as a senior engineer would say it."
impact: "What users and neighbours notice while it lasts."
questions:
  - ask: "What would tell this from its look-alikes?"
    ifYes: "Then it is this."
    ifNo: "Then look elsewhere."
    yes: {by: 1}
    no: {by: -1}
steps:
  - do: "The first, harmless thing to do."
    risk: none
    verify: "How to see that it worked."
references: ["https://www.rabbitmq.com/docs"]
examples:
  fires:
    - name: a line as the product prints it
      ${unknown ? '' : 'role: broker\n      '}text: ${JSON.stringify(`${records.join('\n')}\n`)}
  quiet:
    - name: a near miss that must stay silent
      role: broker
      text: |
        ${today} 10:00:00.000000+00:00 [info] <0.100.0> nothing is wrong here
`;
}

/** The text of a new runbook: a draft that lints and whose examples hold, with every required key in its place. `today` is YYYY-MM-DD. */
export function scaffoldRunbook(id: string, today: string): string {
  const words = id.replaceAll('-', ' ');
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
    says: "the log says ${words} on {queue|a queue}"
    confidence: 0.8
    text: ["example of ${words}"]
when: seen-in-log
summary: "What happened, with the values filled in: {count} times on {queue|a queue}."
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
      role: broker
      text: |
        ${today} 10:00:00.000000+00:00 [error] <0.100.0> example of ${words}
  quiet:
    - name: a near miss that must stay silent
      role: broker
      text: |
        ${today} 10:00:00.000000+00:00 [info] <0.100.0> nothing is wrong here
`;
}

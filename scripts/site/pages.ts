import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRunbooks } from '../../src/adapters/package-files.ts';
import { runbookList, runbookPage } from './runbook-pages.ts';

/** A page before it is rendered. */
export interface SourcePage {
  /** Where its Markdown stands in the repository, with which its links are resolved. */
  source: string;
  /** File of the site. */
  file: string;
  markdown: string;
  /** Heading of the group in the navigation; absent where it is reached from another page. */
  group?: string;
}

/** The groups of the navigation, by who reads them, with the pages of each in their order. */
const GROUPS: readonly [string, readonly string[]][] = [
  ['Start', ['README.md', 'samples/README.md', 'docs/terminal.md', 'docs/agents.md']],
  ['On call', ['docs/on-call.md', 'docs/slack.md']],
  [
    'Platform engineer',
    [
      'docs/platform.md',
      'docs/deploy.md',
      'docs/operate.md',
      'docs/beside-aws.md',
      'docs/kubernetes.md',
      'docs/integrations.md',
      'docs/security.md',
      'docs/scale.md',
      'docs/cost.md',
      'docs/cloudformation.md',
      'samples/collector/README.md',
    ],
  ],
  ['Runbook author', ['runbooks/README.md']],
  [
    'Contributor',
    [
      'CONTRIBUTING.md',
      'docs/architecture.md',
      'docs/decisions.md',
      'docs/evaluation.md',
      'docs/laboratory.md',
      'docs/performance.md',
      'CHANGELOG.md',
    ],
  ],
];

const START = 'docs/README.md';

/** All pages: the start, what GROUPS lists, any other file of `docs`, and the runbooks with their list. `root` is the repository. */
export function sourcePages(root: string): SourcePage[] {
  const read = (source: string, group?: string): SourcePage => ({
    source,
    file: fileOf(source),
    markdown: readFileSync(join(root, source), 'utf8'),
    ...(group ? { group } : {}),
  });
  const listed = GROUPS.flatMap(([group, sources]) => sources.map((source) => read(source, group)));
  const known = new Set([START, ...listed.map(({ source }) => source)]);
  const others = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && !known.has(`docs/${name}`))
    .map((name) => read(`docs/${name}`, 'More'));
  const runbooks = builtInRunbooks().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    read(START),
    ...listed,
    {
      source: 'runbooks/index.md',
      file: 'runbooks.html',
      markdown: runbookList(runbooks),
      group: 'Runbook author',
    },
    ...others,
    ...runbooks.map((runbook) => ({
      source: `runbooks/${runbook.family}/${runbook.id}.yml`,
      file: `runbook-${runbook.id}.html`,
      markdown: runbookPage(runbook),
    })),
  ];
}

/** `docs/on-call.md` is `on-call.html`, `samples/README.md` `samples.html`; all files lie in one folder, so that links need no depth. */
function fileOf(source: string): string {
  if (source === START) return 'index.html';
  if (source === 'README.md') return 'readme.html';
  if (source === 'runbooks/README.md') return 'writing-runbooks.html';
  const name = source.replace('/README.md', '').replace('docs/', '').replace('.md', '');
  return `${name.replaceAll('/', '-').toLowerCase()}.html`;
}

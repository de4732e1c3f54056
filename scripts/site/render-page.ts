import { posix } from 'node:path';
import { slug } from 'github-slugger';
import MarkdownIt, { type Token } from 'markdown-it';
import anchor from 'markdown-it-anchor';
import type { SourcePage } from './pages.ts';

/** A part of a page under one heading, as it is searched. */
interface Section {
  url: string;
  page: string;
  title: string;
  text: string;
}

export interface RenderedPage extends SourcePage {
  title: string;
  html: string;
  sections: Section[];
}

/** Where a link of the repository leads in the site; undefined where the site has nothing of the kind. */
export type LinkTo = (path: string) => string | undefined;

/** Renders a page; its links and pictures are those of the site. What leads nowhere there is text. */
export function renderPage(page: SourcePage, linkTo: LinkTo): RenderedPage {
  const markdown = MarkdownIt({ html: false }).use(anchor, { slugify: slug });
  const tokens = markdown.parse(page.markdown, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  for (const token of inline) {
    const name = token.type === 'image' ? 'src' : 'href';
    if (token.type !== 'link_open' && token.type !== 'image') continue;
    const target = resolve(page.source, String(token.attrGet(name) ?? ''), linkTo);
    if (target === undefined) token.attrs = [];
    else token.attrSet(name, target);
  }
  const sections = sectionsOf(tokens, page.file);
  const title = sections[0]?.page ?? page.file;
  return {
    ...page,
    title,
    html: scrollable(markdown.renderer.render(tokens, markdown.options, {})),
    sections,
  };
}

/** What may be wider than a phone is scrolled by keys, too. */
function scrollable(html: string): string {
  return html.replaceAll('<pre>', '<pre tabindex="0">').replaceAll('<table>', '<table tabindex="0">');
}

function resolve(source: string, link: string, linkTo: LinkTo): string | undefined {
  if (link.startsWith('#') || link.includes('://')) return link;
  const [path = '', hash] = link.split('#');
  const target = linkTo(posix.normalize(posix.join(posix.dirname(source), path)));
  return target === undefined || hash === undefined ? target : `${target}#${hash}`;
}

function sectionsOf(tokens: readonly Token[], file: string): Section[] {
  const sections: Section[] = [];
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      const title = textOf(tokens[i + 1]);
      const url = sections.length === 0 ? file : `${file}#${token.attrGet('id') ?? ''}`;
      sections.push({ url, page: sections[0]?.page ?? title, title, text: '' });
      return;
    }
    const isHeading = tokens[i - 1]?.type === 'heading_open';
    const last = sections.at(-1);
    if (last && !isHeading) last.text += ` ${token.type === 'inline' ? textOf(token) : token.content}`;
  });
  return sections.map((one) => ({ ...one, text: one.text.replaceAll(/\s+/g, ' ').trim() }));
}

function textOf(token: Token | undefined): string {
  return (token?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');
}

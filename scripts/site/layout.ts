import MarkdownIt from 'markdown-it';
import type { RenderedPage } from './render-page.ts';

const { escapeHtml } = MarkdownIt().utils;

/** A whole page: search, navigation by who reads it, and the text. It loads nothing from anywhere but the folder it lies in. */
export function layOut(page: RenderedPage, all: readonly RenderedPage[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · Halfopen</title>
<link rel="stylesheet" href="site.css">
<link rel="icon" href="data:,">
<script src="minisearch.js" defer></script>
<script src="sections.js" defer></script>
<script src="search.js" defer></script>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header>
<a class="name" href="index.html">Halfopen</a>
<search><label for="query">Search</label> <input id="query" type="search" placeholder="heartbeat, CLOSE_WAIT, deploy …" autocomplete="off" aria-controls="found"></search>
</header>
<div class="columns">
<nav aria-label="Pages">${navigation(page, all)}</nav>
<main id="text" tabindex="-1">
<section id="found" aria-live="polite" aria-label="Found" hidden></section>
<article>
${page.html}
</article>
</main>
</div>
</body>
</html>
`;
}

function navigation(page: RenderedPage, all: readonly RenderedPage[]): string {
  const groups = [...new Set(all.flatMap(({ group }) => group ?? []))];
  return groups
    .map((group) => {
      const links = all.filter((one) => one.group === group).map((one) => linkOf(one, one === page));
      return `\n<h2>${escapeHtml(group)}</h2>\n<ul>${links.join('')}</ul>`;
    })
    .join('');
}

function linkOf({ file, title }: RenderedPage, isHere: boolean): string {
  return `<li><a href="${file}"${isHere ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`;
}

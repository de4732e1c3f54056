/* Finds sections as somebody types. MiniSearch and SECTIONS are set by the scripts before this one, which a page may load from a file. */
const query = document.getElementById('query');
const found = document.getElementById('found');
const article = document.querySelector('article');
let index;

function createIndex() {
  const made = new MiniSearch({
    fields: ['page', 'title', 'text'],
    storeFields: ['url', 'page', 'title', 'text'],
    searchOptions: { boost: { title: 3, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  made.addAll(SECTIONS.map((section, id) => ({ id, ...section })));
  return made;
}

function show() {
  const words = query.value.trim();
  found.hidden = words === '';
  article.hidden = words !== '';
  if (words === '') return;
  index ??= createIndex();
  const hits = index.search(words).slice(0, 30);
  const heading = document.createElement('h1');
  heading.textContent = hits.length === 0 ? 'Nothing found' : 'Found';
  const list = document.createElement('ol');
  list.append(...hits.map(itemOf));
  found.replaceChildren(heading, list);
}

function itemOf({ url, page, title, text, terms }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title === page ? page : `${page} › ${title}`;
  link.addEventListener('click', () => {
    query.value = '';
    show();
  });
  const about = document.createElement('p');
  about.textContent = around(text, terms);
  item.append(link, about);
  return item;
}

/** The part of a text around the first of the words that were found. */
function around(text, terms) {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
  const from = Math.max(0, (places.length > 0 ? Math.min(...places) : 0) - 60);
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 200)}${text.length > from + 200 ? '…' : ''}`;
}

query.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && event.target !== query) {
    event.preventDefault();
    query.focus();
  }
});

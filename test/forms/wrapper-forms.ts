import { type Form, lineForm, linesOf, logForm, recordForm, textForm } from './form.ts';

const JOURNAL = '2026-04-09T10:11:12+0000 node-3 app[812]:';
/** A commented setting is out of force, so only what bears a date is evidence. */
const DATED = /^(?:=[A-Z]+ REPORT|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[\d{4}-\d\d-\d\d[T ]\d\d:\d\d)/;
const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What collectors, terminals, editors and chats put around what a program printed. */
export const WRAPPER_FORMS: readonly Form[] = [
  textForm(
    'quoted with "> "',
    eachLine((line) => `> ${line}`),
  ),
  textForm('CRLF', (text) => text.replaceAll('\n', '\r\n')),
  textForm('fences', (text) => `\`\`\`\n${text.replace(/\n+$/, '')}\n\`\`\`\n`),
  textForm('fences with a language', (text) => `Log:\n\n\`\`\`text\n${text.replace(/\n+$/, '')}\n\`\`\`\n`),
  textForm('HTML-escaped', (text) => text.replaceAll(/[&<>"']/g, (one) => HTML[one] ?? one)),
  textForm('typographic quotes', (text) =>
    text.replaceAll(/"([^"\n]*)"/g, '“$1”').replaceAll(/'([^'\n]*)'/g, '‘$1’'),
  ),
  textForm(
    'colours of a terminal',
    eachLine((line) => `\u001b[0;31m${line}\u001b[0m`),
  ),
  textForm(
    'indented by 4 blanks',
    eachLine((line) => (line === '' ? '' : `    ${line}`)),
  ),
  textForm(
    'indented by a tab',
    eachLine((line) => (line === '' ? '' : `\t${line}`)),
  ),
  textForm('behind a prompt', (text) => `app@node-3:~$ cat out.txt\n${text}app@node-3:~$ \n`),
  textForm('behind "$ "', (text) => `$ cat out.txt\n${text}`),
  logForm('a comment of each line', (text) =>
    DATED.test(text) ? eachLine((line) => `# ${line}`)(text) : undefined,
  ),
  lineForm('grep -n', (line, i) => `${i + 12}:${line}`),
  lineForm('grep with a file', (line, i) => `app.log:${i + 12}:${line}`),
  lineForm('a bullet before each line', (line) => (/^\S/.test(line) ? `- ${line}` : `  ${line}`)),
  lineForm('compose', (line) => `app-1  | ${line}`),
  lineForm('kubectl --prefix', (line) => `[pod/app-5d9c7b6f4-x2x4k/app] ${line}`),
  lineForm('kubectl --timestamps', (line) => `2026-04-09T10:11:12.345678901Z ${line}`),
  lineForm('CRI', (line) => `2026-04-09T10:11:12.345678901Z stderr F ${line}`),
  lineForm('syslog', (line) => `Apr  9 10:11:12 node-3 app[812]: ${line}`),
  lineForm('journalctl -o short-iso', (line) => `${JOURNAL} ${line}`),
  lineForm(
    'aws logs tail',
    (line) => `2026-04-09T10:11:12.345000+00:00 app/app/0123456789abcdef0123456789abcdef ${line}`,
  ),
  lineForm('docker JSON', (line) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-04-09T10:11:12.345678901Z' }),
  ),
  recordForm(
    'JSON message',
    (text) =>
      `${JSON.stringify({ level: 'error', time: '2026-04-09T10:11:12.345Z', message: linesOf(text).join('\n') })}\n`,
  ),
  recordForm(
    'JSON err',
    (text) =>
      `${JSON.stringify({ level: 'error', msg: 'operation failed', err: linesOf(text).join('\n') })}\n`,
  ),
  recordForm(
    'logfmt',
    (text) =>
      linesOf(text)
        .map((line) => `time=2026-04-09T10:11:12Z level=error msg=${JSON.stringify(line)}`)
        .join('\n') + '\n',
  ),
  recordForm(
    'syslog with #012',
    (text) => `Apr  9 10:11:12 node-3 app[812]: ${linesOf(text).join('#012')}\n`,
  ),
];

function eachLine(change: (line: string) => string): (text: string) => string {
  return (text) => `${linesOf(text).map(change).join('\n')}\n`;
}

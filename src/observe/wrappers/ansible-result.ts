import type { Unwrapped } from './wrapper.ts';

/** `fatal: [host]: FAILED! => {…}`, `fatal: [host]: UNREACHABLE! => {…}`, `failed: [host] (item=…) => {…}`. */
const START = /^(?:fatal|failed): \[([^\]\s]{1,255})\](?: \(item=[^)]{0,200}\))?:? ?(?:[A-Z]+! )?=> \{/;
/** What the task printed says more than Ansible's own message about it. A line that was cut ends within a string. */
const PRINTED = /"(stderr|stdout|module_stderr|msg)": ?"((?:[^"\\]|\\.){1,16000})/g;

/** The result of a task that failed, as Ansible prints it on one line: what the task printed becomes the text. */
export function ansibleResult(text: string): Unwrapped | undefined {
  const start = START.exec(text.slice(0, 600));
  if (!start) return undefined;
  const printed = [...text.matchAll(PRINTED)].map(([, key = '', value = '']) => ({ key, value }));
  const output = printed.filter(({ key }) => key !== 'msg');
  const values = (output.length > 0 ? output : printed).map(({ value }) => unescaped(value));
  if (values.length === 0) return undefined;
  return { text: values.join('\n'), level: 'error', host: start[1] };
}

function unescaped(value: string): string {
  return value
    .replaceAll(String.raw`\r`, '')
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(String.raw`\t`, '\t')
    .replaceAll(String.raw`\"`, '"');
}

import type { Place, Word } from './completion-words.ts';

/** The script that a shell loads to complete `halfopen`; made of the program's own commands and options. */
export const SCRIPTS: Readonly<Record<'bash' | 'zsh' | 'fish', (places: readonly Place[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const RUNBOOKS = "halfopen runbook list 2>/dev/null | cut -d ' ' -f 1";

function bashScript(places: readonly Place[]): string {
  const words = places.map(
    (place) => `    '${place.path}') words=${quoted(allWords(place))}; ${extras(place)}`,
  );
  return `# halfopen completion bash > /etc/bash_completion.d/halfopen, or: source <(halfopen completion bash)
_halfopen() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at=halfopen words= files= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${pathsOf(places)}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${valueCases(places, (values) => `COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$cur")); return`)}
  esac
  case "$at" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$cur")); fi
}
complete -o filenames -F _halfopen halfopen
`;
}

function extras({ takesFiles, takesRunbook }: Place): string {
  const runbooks = takesRunbook ? `words="$words $(${RUNBOOKS})"; ` : '';
  return `${runbooks}${takesFiles ? 'files=1; ' : ''};;`;
}

function zshScript(places: readonly Place[]): string {
  const words = places.map((place) => {
    const described = [...place.commands, ...place.options].map(({ word, does }) =>
      quoted(`${word}:${does}`),
    );
    const runbooks = place.takesRunbook ? `; found+=(\${(f)"$(${RUNBOOKS})"})` : '';
    return `    '${place.path}') found=(${described.join(' ')})${runbooks}${place.takesFiles ? '; files=1' : ''} ;;`;
  });
  return `#compdef halfopen
# halfopen completion zsh > a file _halfopen in a folder of $fpath, or: source <(halfopen completion zsh)
_halfopen() {
  local at=halfopen files= i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${pathsOf(places)}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${valueCases(places, (values) => `compadd -- ${values.map(quoted).join(' ')}; return`)}
  esac
  case "$at" in
${words.join('\n')}
  esac
  _describe halfopen found
  if [[ -n $files ]]; then _files; fi
}
compdef _halfopen halfopen
`;
}

function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap((place) => {
    const when = fishCondition(place);
    const begin = `complete -c halfopen -n ${quoted(when)}`;
    return [
      ...(place.takesFiles ? [] : [`${begin} -f`]),
      ...place.commands.map(({ word, does }) => `${begin} -a ${word} -d ${quoted(does)}`),
      ...place.options.map((option) => `${begin} ${fishOption(option)}`),
      ...(place.takesRunbook ? [`${begin} -a ${quoted(`(${RUNBOOKS})`)}`] : []),
    ];
  });
  return `# halfopen completion fish > ~/.config/fish/completions/halfopen.fish\n${lines.join('\n')}\n`;
}

/** Holds where the words of the path stand, and none of a command below it. */
function fishCondition({ path, commands }: Place): string {
  const seen = path
    .split(' ')
    .slice(1)
    .map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map(({ word }) => word).join(' ');
  return (
    [...seen, ...(below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`])].join('; and ') || 'true'
  );
}

function fishOption({ word, does, values, takesValue }: Place['options'][number]): string {
  const name = word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
  const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
  return `${name}${value} -d ${quoted(does)}`;
}

function pathsOf(places: readonly Place[]): string {
  return places
    .slice(1)
    .map(({ path }) => `'${path}'`)
    .join('|');
}

function valueCases(places: readonly Place[], act: (values: readonly string[]) => string): string {
  return places
    .flatMap(({ path, options }) =>
      options
        .filter(({ values }) => values.length > 0)
        .map(({ word, values }) => `    '${path} ${word}') ${act(values)} ;;`),
    )
    .join('\n');
}

function allWords({ commands, options }: Place): string {
  return [...commands, ...options].map(({ word }: Word) => word).join(' ');
}

/** For a shell; bash, zsh and fish read an escaped quote between two quoted texts alike. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

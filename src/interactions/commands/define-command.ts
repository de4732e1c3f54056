import type { Answer } from '../../model/answer.ts';
import type { CommandUsage, Misread } from '../../model/command.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';

/** What a person typed behind the name of a command. */
export interface Typed {
  /** Words, without the quotes around them. */
  words: readonly string[];
  /** The same as one text, lines and blanks as they were. */
  text: string;
  /** Now, epoch milliseconds; a length of time such as `2h` counts from here. */
  nowMs: number;
}

/** A command whose arguments have been read. */
export interface ParsedCommand {
  name: string;
  arguments: object;
  isQuestion: boolean;
  /** Undefined where a form was opened instead. */
  run(context: InteractionContext, actor: Actor): Promise<Answer | undefined>;
}

/** A command as the list holds it: how it is written, and how its arguments are read. */
export interface Command extends CommandUsage {
  parse(typed: Typed): ParsedCommand | Misread;
}

/** All there is to one command. `Arguments` is what `parse` reads and `run` is given. */
interface CommandDefinition<Arguments extends object> extends CommandUsage {
  /** A question changes nothing, so that its answer can be shared by asking again. */
  isQuestion: boolean | ((given: Arguments) => boolean);
  /** Reads what was typed. `misread` says what is wrong or missing; the usage is added as its hint. */
  parse(typed: Typed): Arguments | { misread: string };
  run(
    context: InteractionContext,
    actor: Actor,
    given: Arguments,
  ): Promise<Answer | undefined> | Answer | undefined;
}

/** Makes an entry of the command list. */
export function defineCommand<Arguments extends object>({
  parse,
  run,
  isQuestion,
  ...usage
}: CommandDefinition<Arguments>): Command {
  const { name, arguments: words, example } = usage;
  const hint = `Write \`/triage ${name} ${words}\`, for example \`/triage ${example}\`.`;
  return {
    ...usage,
    parse(typed) {
      const given = parse(typed);
      if ('misread' in given) return { misread: given.misread, hint };
      return {
        name,
        arguments: given,
        isQuestion: typeof isQuestion === 'function' ? isQuestion(given) : isQuestion,
        run: async (context, actor) => run(context, actor, given),
      };
    },
  };
}

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { GetPromptResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';

/** How a verdict is passed on, whatever was asked. */
const PASS_ON =
  'Report the title, how sure it is, the quoted lines with their places, and the first step with its command. Do not raise the confidence. Steps with a risk are for a person to run: show their check and undo.';

/** What a person picks from the menu of an assistant: each asks it to use the tools in the way that gives a verdict. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'triage',
    {
      title: 'Diagnose files',
      description: 'What broke, from logs, tables, captures and configuration of one incident',
      argsSchema: { files: z.string().describe('paths of the files, with blanks or commas between them') },
    },
    ({ files }) =>
      asked(
        `Diagnose with Halfopen: call triage once with all of these files, each with its role where its name tells (broker, client, host, peer): ${files}. ${PASS_ON}`,
      ),
  );
  server.registerPrompt(
    'this_machine',
    {
      title: 'Diagnose the connections of this machine',
      description: 'Reads its socket table with ss or netstat, changes nothing',
      argsSchema: {
        port: z
          .string()
          .regex(/^\d{1,5}$/, 'a number')
          .optional()
          .describe('only connections of this port, such as 5672'),
      },
    },
    ({ port }) => {
      const filter = port === undefined ? '' : ` '( sport = :${port} or dport = :${port} )'`;
      return asked(
        `Run ss -tanpo${filter} (netstat -tanp where there is no ss), wait 30 seconds, run it again, and call triage with both texts as role host. ${PASS_ON}`,
      );
    },
  );
  server.registerPrompt(
    'open_incidents',
    {
      title: 'Go through open incidents',
      description: 'What is open at the Halfopen host of this machine, and what each needs first',
    },
    () =>
      asked(
        'Call incidents. For each, the most severe first, call show_runbook, say in two sentences what it is, and name the first step and the question that a person can answer now.',
      ),
  );
}

function asked(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text } }] };
}

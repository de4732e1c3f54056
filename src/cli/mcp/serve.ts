import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { ROLES } from '../../model/input.ts';
import type { Abilities } from './abilities.ts';
import { addPrompts } from './prompts.ts';

const INSTRUCTIONS = `Halfopen diagnoses broken connections of message brokers and databases from logs, stack traces, socket tables \
(ss, netstat), captures and configuration. Its verdicts are deterministic and quote their evidence. Call triage before you guess at \
the cause of a connection trouble, and quote its confidence and evidence; where it says "Nothing diagnosed", say so, and do not \
present a guess as its verdict. Commands with a risk are for a person to run.`;

const role = z.enum(ROLES).optional().describe('whose it is; peer: the other end at the same moment');
const evidence = z
  .array(
    z.union([
      z.object({ text: z.string(), name: z.string().optional(), role }),
      z.object({ path: z.string().describe('a file of this machine'), role }),
    ]),
  )
  .min(1)
  .describe('texts as they are, or files; give all of one incident together');

/** Reads, changes nothing, and asks nobody beyond this machine. */
const READS = { readOnlyHint: true, openWorldHint: false, idempotentHint: true };

/** Serves the abilities over standard input and output by the Model Context Protocol, until the input ends. */
export async function serve(abilities: Abilities): Promise<void> {
  const server = new McpServer(
    { name: 'halfopen', title: 'Halfopen', version: abilities.version },
    { instructions: INSTRUCTIONS },
  );
  addEvidenceTools(server, abilities);
  addLookupTools(server, abilities);
  addRunbookResources(server, abilities);
  addPrompts(server);
  await server.connect(new StdioServerTransport());
}

function addEvidenceTools(server: McpServer, abilities: Abilities): void {
  server.registerTool(
    'triage',
    {
      title: 'Diagnose evidence',
      description:
        'Says what broke and why, how sure, with quoted evidence and the steps. Takes logs, stack traces, ss or netstat tables, configuration.',
      inputSchema: {
        evidence,
        detail: z
          .enum(['summary', 'full', 'json'])
          .default('summary')
          .describe('summary: the likeliest cause on one screen; full: every cause with all steps'),
      },
      annotations: READS,
    },
    ({ evidence: given, detail }) => answer(() => abilities.triage(given, detail)),
  );
  server.registerTool(
    'timeouts',
    {
      title: 'Find time-outs',
      description:
        'Lists the heartbeats, keepalives and time-outs that configuration, client code, sysctl or logs set, with file and line.',
      inputSchema: { evidence },
      annotations: READS,
    },
    ({ evidence: given }) => answer(() => abilities.timeouts(given)),
  );
}

function addLookupTools(server: McpServer, abilities: Abilities): void {
  server.registerTool(
    'search_runbooks',
    {
      title: 'Search runbooks',
      description:
        'Finds runbooks by words of a symptom, a message or a cause, best first: id, severity, title.',
      inputSchema: { words: z.string() },
      annotations: READS,
    },
    ({ words }) => answer(() => abilities.searchRunbooks(words)),
  );
  server.registerTool(
    'show_runbook',
    {
      title: 'Show a runbook',
      description:
        'One runbook: what it means, questions, steps with commands, risks and checks, references.',
      inputSchema: { id: z.string() },
      annotations: READS,
    },
    ({ id }) => answer(() => abilities.showRunbook(id)),
  );
  server.registerTool(
    'explain',
    {
      title: 'Explain a state, a term or a message',
      description: 'What a TCP state (CLOSE_WAIT), a term (prefetch, heartbeat) or one log line means.',
      inputSchema: { what: z.string() },
      annotations: READS,
    },
    ({ what }) => answer(() => abilities.explain(what)),
  );
  server.registerTool(
    'incidents',
    {
      title: 'Open incidents',
      description: 'What is open at the Halfopen host of this machine, the most severe first.',
      annotations: READS,
    },
    () => answer(() => abilities.incidents()),
  );
}

function addRunbookResources(server: McpServer, abilities: Abilities): void {
  const list = () => ({
    resources: abilities.listRunbooks().map(({ id, title }) => ({ uri: uriOf(id), name: id, title })),
  });
  server.registerResource(
    'runbooks',
    new ResourceTemplate(uriOf('{id}'), { list }),
    { title: 'Runbooks', mimeType: 'text/plain' },
    ({ href }, { id }) => ({
      contents: [{ uri: href, mimeType: 'text/plain', text: abilities.showRunbook(String(id)) }],
    }),
  );
}

function uriOf(id: string): string {
  return `halfopen://runbooks/${id}`;
}

/** What is the caller's doing is said to it, with the fix; all else is the SDK's to report. */
async function answer(run: () => string | Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: await run() }] };
  } catch (error) {
    // Not by its class: the program that made it is another bundle, with a class of its own.
    if (!(error instanceof Error && 'hint' in error && typeof error.hint === 'string')) throw error;
    return { content: [{ type: 'text', text: `${error.message} ${error.hint}` }], isError: true };
  }
}

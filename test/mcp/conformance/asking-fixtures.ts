/** Fixtures that put questions to the client (SEP-2322), and what the newer era's scenarios need. */
import type {
  CallToolResult,
  GetPromptResult,
  InputRequiredResult,
  ServerContext,
} from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY, inputRequired } from '@modelcontextprotocol/server';
import type { Handlers } from '../../../src/mcp/handlers.ts';
import type { Fixture } from './fixture.ts';

type Answers = Record<string, { action?: string; content?: Record<string, unknown> } | undefined>;

const done = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] });
const answersOf = ({ mcpReq }: ServerContext) => (mcpReq.inputResponses ?? {}) as Answers;

const form = (message: string, property: string, type: 'string' | 'boolean' = 'string') =>
  inputRequired.elicit({
    message,
    requestedSchema: {
      type: 'object',
      properties: { [property]: type === 'string' ? { type } : { type } },
      required: [property],
    },
  });
const sample = (question: string) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: question } }],
    maxTokens: 100,
  });

/** Asks for these until each has an answer. */
function until(
  inputRequests: Parameters<typeof inputRequired>[0]['inputRequests'] & object,
  finish: (answers: Answers) => CallToolResult,
): Fixture<CallToolResult> {
  return (_args, context) => {
    const answers = answersOf(context);
    const isComplete = Object.keys(inputRequests).every((key) => answers[key] !== undefined);
    return isComplete ? finish(answers) : inputRequired({ inputRequests });
  };
}

/** A state that Inlet itself signed: that of its question before a deletion. */
async function signedState(
  handlers: Handlers,
  context: ServerContext,
  id: string,
): Promise<string> {
  const params = { name: 'channels_delete', arguments: { id } };
  const unanswered = { ...context, mcpReq: { ...context.mcpReq, inputResponses: {} } };
  const asked = await handlers['tools/call']?.({ method: 'tools/call', params }, unanswered);
  return (asked as InputRequiredResult).requestState ?? '';
}

export function askingTools(handlers: Handlers): Record<string, Fixture<CallToolResult>> {
  const withState: Fixture<CallToolResult> = async (_args, context) =>
    answersOf(context)['confirm'] === undefined
      ? inputRequired({
          inputRequests: { confirm: form('Please confirm', 'ok', 'boolean') },
          requestState: await signedState(handlers, context, 'one'),
        })
      : done('state-ok');
  return {
    test_input_required_result_elicitation: until(
      { user_name: form('What is your name?', 'name') },
      ({ user_name: answer }) => done(`Hello, ${String(answer?.content?.['name'])}!`),
    ),
    test_input_required_result_sampling: until(
      { capital_question: sample('What is the capital of France?') },
      () => done('The capital of France is Paris.'),
    ),
    test_input_required_result_list_roots: until(
      { client_roots: inputRequired.listRoots() },
      ({ client_roots: roots }) => done(JSON.stringify(roots)),
    ),
    test_input_required_result_request_state: withState,
    test_input_required_result_tampered_state: withState,
    test_input_required_result_multiple_inputs: async (_args, context) => {
      if (Object.keys(answersOf(context)).length >= 3) return done('All answered');
      return inputRequired({
        inputRequests: {
          user_name: form('What is your name?', 'name'),
          greeting: sample('Generate a greeting'),
          client_roots: inputRequired.listRoots(),
        },
        requestState: await signedState(handlers, context, 'many'),
      });
    },
    test_input_required_result_multi_round: async (_args, context) => {
      const answers = answersOf(context);
      if (answers['step2'] !== undefined) return done('Both steps taken');
      const isSecond = answers['step1'] !== undefined;
      const step = isSecond
        ? { step2: form('Step 2: What is your favorite color?', 'color') }
        : { step1: form('Step 1: What is your name?', 'name') };
      const requestState = await signedState(handlers, context, isSecond ? 'two' : 'one');
      return inputRequired({ inputRequests: step, requestState });
    },
    test_input_required_result_capabilities: (_args, { mcpReq }) => {
      const envelope = mcpReq.envelope as Record<string, object | undefined> | undefined;
      const can = Object.keys(envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {});
      return inputRequired({
        inputRequests: {
          ...(can.includes('sampling') ? { greeting: sample('Generate a greeting') } : {}),
          ...(can.includes('elicitation') ? { user_name: form('Your name?', 'name') } : {}),
        },
      });
    },
    test_missing_capability: until({ greeting: sample('Generate a greeting') }, () => done('Done')),
    test_streaming_elicitation: until({ user_name: form('Your name?', 'name') }, () =>
      done('Done'),
    ),
    test_logging_tool: async (_args, { mcpReq }) => {
      await mcpReq.log('info', 'A line for those who asked for lines');
      return done('Logged');
    },
    // Inlet's lists never change, so there is nothing to tell of.
    test_trigger_tool_change: () => done('Nothing changed'),
    test_trigger_prompt_change: () => done('Nothing changed'),
  };
}

export const askingPrompts: Record<string, Fixture<GetPromptResult>> = {
  test_input_required_result_prompt: (_args, context) => {
    const answer = answersOf(context)['user_context'];
    if (answer === undefined) {
      const question = form('What context should the prompt use?', 'context');
      return inputRequired({ inputRequests: { user_context: question } });
    }
    const words = `Context: ${String(answer.content?.['context'])}`;
    return { messages: [{ role: 'user', content: { type: 'text', text: words } }] };
  },
};

/**
 * The tools, resources and prompts that the protocol's conformance suite asks for by name. They exist
 * in tests only: put around what Inlet serves, they let the suite judge the whole way through its
 * door. What they must answer is written in the suite.
 */
import type { CallToolResult, GetPromptResult } from '@modelcontextprotocol/server';
import type { Served } from '../../../src/mcp/build-server.ts';
import type { Fixture } from './fixture.ts';
import { AUDIO, IMAGE } from './media.ts';
import { askingPrompts, askingTools } from './asking-fixtures.ts';

const text = (words: string) => ({ type: 'text' as const, text: words });
const image = { type: 'image' as const, data: IMAGE, mimeType: 'image/png' };
const resource = (uri: string, mimeType: string, words: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType, text: words },
});

const plainTools: Record<string, Fixture<CallToolResult>> = {
  test_simple_text: () => ({ content: [text('This is a simple text response for testing.')] }),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({
    content: [{ type: 'audio', data: AUDIO, mimeType: 'audio/wav' }],
  }),
  test_embedded_resource: () => ({
    content: [
      resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
    ],
  }),
  test_multiple_content_types: () => ({
    content: [
      text('Multiple content types test:'),
      image,
      resource(
        'test://mixed-content-resource',
        'application/json',
        JSON.stringify({ test: 'data', value: 123 }),
      ),
    ],
  }),
  test_error_handling: () => ({
    content: [text('This tool intentionally returns an error for testing')],
    isError: true,
  }),
  test_tool_with_progress: async (_args, { mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken === undefined) break;
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress, total: 100 },
      });
    }
    return { content: [text('Done')] };
  },
  test_tool_with_logging: async (_args, { mcpReq }) => {
    for (const step of ['started', 'processing', 'done']) {
      await mcpReq.notify({
        method: 'notifications/message',
        params: { level: 'info', data: step },
      });
    }
    return { content: [text('Logged')] };
  },
};

const resources: Record<
  string,
  { mimeType: string; text: string } | { mimeType: string; blob: string }
> = {
  'test://static-text': {
    mimeType: 'text/plain',
    text: 'This is the content of the static text resource.',
  },
  'test://static-binary': { mimeType: 'image/png', blob: IMAGE },
};

const said = (words: string): GetPromptResult => ({
  messages: [{ role: 'user', content: text(words) }],
});

const prompts: Record<string, Fixture<GetPromptResult>> = {
  test_simple_prompt: () => said('This is a simple prompt for testing.'),
  test_prompt_with_arguments: ({ arg1, arg2 }) =>
    said(`Prompt with arguments: arg1='${String(arg1)}', arg2='${String(arg2)}'`),
  test_prompt_with_embedded_resource: ({ resourceUri }) => ({
    messages: [
      {
        role: 'user',
        content: resource(String(resourceUri), 'text/plain', 'Embedded resource content.'),
      },
      { role: 'user', content: text('Please process the embedded resource above.') },
    ],
  }),
  test_prompt_with_image: () => ({
    messages: [
      { role: 'user', content: image },
      { role: 'user', content: text('Please analyze the image above.') },
    ],
  }),
  ...askingPrompts,
};

const ARGUMENTS: Record<string, string[]> = {
  test_prompt_with_arguments: ['arg1', 'arg2'],
  test_prompt_with_embedded_resource: ['resourceUri'],
};

const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;

export function withFixtures({ handlers, capabilities }: Served): Served {
  const tools = { ...plainTools, ...askingTools(handlers) };
  return {
    capabilities: { ...capabilities, completions: {}, logging: {} },
    handlers: {
      ...handlers,
      async 'tools/list'(request, context) {
        const own = await handlers['tools/list']?.(request, context);
        const extra = Object.keys(tools).map((name) => ({
          name,
          description: `Fixture ${name}`,
          inputSchema: { type: 'object' as const },
        }));
        return { ...own, tools: [...((own?.['tools'] as never[] | undefined) ?? []), ...extra] };
      },
      async 'tools/call'(request, context) {
        const { name, arguments: args = {} } = request.params;
        const fixture = tools[name];
        if (fixture !== undefined) return fixture(args, context);
        return (await handlers['tools/call']?.(request, context)) as CallToolResult;
      },
      async 'resources/list'(request, context) {
        const own = await handlers['resources/list']?.(request, context);
        const extra = Object.entries(resources).map(([uri, { mimeType }]) => ({
          uri,
          name: uri.slice('test://'.length),
          mimeType,
        }));
        const listed = (own?.['resources'] as never[] | undefined) ?? [];
        return { ...own, resources: [...listed, ...extra] };
      },
      async 'resources/read'(request, context) {
        const { uri } = request.params;
        const fixture = resources[uri];
        if (fixture !== undefined) return { contents: [{ uri, ...fixture }] };
        const id = TEMPLATE.exec(uri)?.[1];
        if (id !== undefined) {
          const data = { id, templateTest: true, data: `Data for ID: ${id}` };
          return {
            contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(data) }],
          };
        }
        return (await handlers['resources/read']?.(request, context)) as never;
      },
      async 'prompts/list'(request, context) {
        const own = await handlers['prompts/list']?.(request, context);
        const extra = Object.keys(prompts).map((name) => ({
          name,
          description: `Fixture ${name}`,
          arguments: (ARGUMENTS[name] ?? []).map((argument) => ({
            name: argument,
            description: `Fixture ${argument}`,
            required: true,
          })),
        }));
        return {
          ...own,
          prompts: [...((own?.['prompts'] as never[] | undefined) ?? []), ...extra],
        };
      },
      async 'prompts/get'(request, context) {
        const { name, arguments: args = {} } = request.params;
        const fixture = prompts[name];
        if (fixture !== undefined) return fixture(args, context);
        return (await handlers['prompts/get']?.(request, context)) as never;
      },
      'completion/complete': async () => ({
        completion: { values: ['one', 'two'], hasMore: false },
      }),
      'logging/setLevel': async () => ({}),
    },
  };
}

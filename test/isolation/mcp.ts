import type { Entry } from './entry.ts';

/** One route with every tool behind it; test/mcp/isolation.test.ts goes through the tools. */
export const mcpEntries: Record<string, Entry> = {
  'POST /mcp': {
    face: 'inlet',
    request: (ids) => ({
      path: '/mcp',
      headers: { accept: 'application/json, text/event-stream' },
      body: {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name: 'conversations_read',
          arguments: { conversation_id: ids.conversationId },
        },
      },
    }),
  },
  'GET /.well-known/oauth-protected-resource': { face: 'public', request: null },
  'GET /.well-known/oauth-protected-resource/mcp': { face: 'public', request: null },
};

/** Groups of tools for agents, that an operator or a client can narrow the list to. */
export const TOOLSETS = ['channels', 'conversations', 'contacts', 'deliveries'] as const;

export type Toolset = (typeof TOOLSETS)[number];

import { useQuery } from '@tanstack/react-query';
import type { paths } from '../../../src/client/index.ts';
import { useWorkspace } from './in-workspace.tsx';
import { dataOf } from './problem.ts';

type Page =
  paths['/inlet/v1/channels/{id}/templates']['get']['responses'][200]['content']['application/json'];
export type Template = Page['data'][number];

const NONE: readonly Template[] = [];

/** The forms of message that the provider of a channel has approved. */
export function useTemplates(channelId: string | null): readonly Template[] {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['templates', workspace, channelId],
    enabled: channelId !== null,
    queryFn: () => {
      const params = { path: { id: channelId ?? '' }, query: { limit: 100 } };
      return dataOf(api.GET('/inlet/v1/channels/{id}/templates', { params }));
    },
  });
  return data?.data ?? NONE;
}

/** The places of a template in their order: `{{1}}`, `{{name}}`. */
export const placesIn = (content: string): string[] => [
  ...new Set([...content.matchAll(/\{\{\s*([^{}]{1,50}?)\s*\}\}/g)].map(([, name = '']) => name)),
];

/** How a template reads with these values; a place without one stays as it is. */
export const filled = (content: string, values: ReadonlyMap<string, string>): string =>
  content.replace(/\{\{\s*([^{}]{1,50}?)\s*\}\}/g, (place, name: string) => {
    const value = values.get(name) ?? '';
    return value === '' ? place : value;
  });

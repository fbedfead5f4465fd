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

/** As the server reads one. */
const PLACE = /\{\{\s{0,5}([^{}\s]{1,50})\s{0,5}\}\}/g;
const NUMBER = /^[1-9]\d{0,2}$/;

/** The places of a template as they stand in it: `{{1}}`, `{{name}}`. */
export const placesIn = (content: string): string[] => [
  ...new Set([...content.matchAll(PLACE)].map(([, name = '']) => name)),
];

/** How a template reads with these values; a place without one stays as it is. */
export const filled = (content: string, values: ReadonlyMap<string, string>): string =>
  content.replace(PLACE, (place, name: string) => {
    const value = values.get(name) ?? '';
    return value === '' ? place : value;
  });

/** The values as the server takes them: by number where all places have one, else as they stand. */
export function parametersOf(content: string, values: ReadonlyMap<string, string>): string[] {
  const places = placesIn(content);
  const numbered = places.every((name) => NUMBER.test(name));
  const names = numbered
    ? Array.from({ length: Math.max(0, ...places.map(Number)) }, (_, index) => String(index + 1))
    : places;
  return names.map((name) => values.get(name) ?? '');
}

/* Every address of the inbox, below the server's base path. Reading one and writing it are inverse. */
export const VIEWS = ['mine', 'unassigned', 'open', 'unread', 'closed'] as const;
export type ViewName = (typeof VIEWS)[number];

export type Place =
  | { screen: 'home' }
  | { screen: 'parts' }
  | { screen: 'start'; workspace: string }
  | {
      screen: 'attention';
      workspace: string;
      conversation: string | null;
      message: string | null;
    }
  | {
      screen: 'list';
      workspace: string;
      view: ViewName;
      channel: string | null;
      conversation: string | null;
      message: string | null;
    }
  | { screen: 'missing' };

export type ListPlace = Extract<Place, { screen: 'list' }>;

export function readPlace(path: string, search: string): Place {
  const parts = path.replace(/\/+$/, '').split('/').slice(1);
  const [root, workspace, section, view, c, conversation, ...rest] = parts;
  if (root !== 'inbox' || rest.length > 0) return { screen: 'missing' };
  if (workspace === undefined) return { screen: 'home' };
  if (workspace === 'parts' && section === undefined) return { screen: 'parts' };
  if (!isId(workspace)) return { screen: 'missing' };
  if (section === 'start' && view === undefined) return { screen: 'start', workspace };
  if (section !== 'v' || view === undefined) return { screen: 'missing' };
  if (c !== undefined && !(c === 'c' && isId(conversation ?? ''))) return { screen: 'missing' };
  const query = new URLSearchParams(search);
  const open = { conversation: conversation ?? null, message: query.get('m') };
  if (view === 'attention') return { screen: 'attention', workspace, ...open };
  if (!isView(view)) return { screen: 'missing' };
  return {
    ...{ screen: 'list', workspace, view },
    channel: query.get('channel'),
    ...open,
  };
}

export function pathTo(place: Exclude<Place, { screen: 'missing' }>): string {
  switch (place.screen) {
    case 'home':
      return '/inbox';
    case 'parts':
      return '/inbox/parts';
    case 'start':
      return `/inbox/${place.workspace}/start`;
    case 'attention':
      return listPath({ ...place, view: 'attention', channel: null });
    case 'list':
      return listPath(place);
  }
}

type ListPath = Omit<ListPlace, 'screen' | 'view'> & { view: ViewName | 'attention' };

function listPath({ workspace, view, channel, conversation, message }: ListPath): string {
  const query = new URLSearchParams();
  if (channel !== null) query.set('channel', channel);
  if (message !== null) query.set('m', message);
  const thread = conversation === null ? '' : `/c/${conversation}`;
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return `/inbox/${workspace}/v/${view}${thread}${search}`;
}

const isId = (text: string) => /^[1-9]\d{0,15}$/.test(text);
const isView = (text: string): text is ViewName => VIEWS.some((view) => view === text);

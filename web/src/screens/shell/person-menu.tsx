import { CircleUserRound } from 'lucide-react';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu.tsx';
import type { MenuItem } from '../../parts/menu-list.tsx';
import { DENSITIES, THEMES, look, setDensity, setTheme } from '../../look/preferences.ts';
import { AFTER_CLOSE, afterClose, setAfterClose } from '../../state/after-close.ts';
import { basePath } from '../../state/api.ts';
import type { Session } from '../../state/nouns.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';

/** How the person wants it to look, their account, and their other workspaces. */
export function PersonMenu({ session }: { session: Session }) {
  const go = useGo();
  const nothing = { channel: null, conversation: null, message: null };
  const items: MenuItem[] = [
    ...THEMES.map((theme) => ({
      label: `${words.theme}: ${words.themes[theme]}`,
      isChosen: look.theme() === theme,
      onChoose: () => setTheme(theme),
    })),
    ...DENSITIES.map((density) => ({
      label: `${words.density}: ${words.densities[density]}`,
      isChosen: look.density() === density,
      onChoose: () => setDensity(density),
    })),
    ...AFTER_CLOSE.map((choice) => ({
      label: `${words.shell.afterClose}: ${words.shell.afterCloses[choice]}`,
      isChosen: afterClose() === choice,
      onChoose: () => setAfterClose(choice),
    })),
    ...session.workspaces
      .filter(({ id }) => id !== session.workspace.id)
      .map(({ id, name }) => ({
        label: name,
        onChoose: () => go({ screen: 'list', workspace: id, view: 'open', ...nothing }),
      })),
    {
      label: words.start,
      onChoose: () => go({ screen: 'start', workspace: session.workspace.id }),
    },
    { label: words.account, onChoose: () => location.assign(`${basePath}/account`) },
  ];
  return (
    <Menu
      trigger={<IconButton icon={CircleUserRound} label={session.user.email} />}
      items={items}
    />
  );
}

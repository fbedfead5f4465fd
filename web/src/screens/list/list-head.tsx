import { ListFilter } from 'lucide-react';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu.tsx';
import type { ListPlace } from '../../routes.ts';
import { useChannels } from '../../state/directory.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import style from './list-head.module.css';

/** Which conversations these are, and the channel that they are narrowed to. */
export function ListHead({ place }: { place: ListPlace }) {
  const channels = useChannels();
  const go = useGo();
  const choose = (channel: string | null) => () => go({ ...place, channel });
  const narrowed = place.channel === null ? undefined : channels.get(place.channel);
  return (
    <header className={style.head}>
      <h1 className={style.title}>
        {words.views[place.view]}
        {narrowed !== undefined && <bdi className={style.channel}>{narrowed.name}</bdi>}
      </h1>
      <Menu
        trigger={
          <IconButton
            icon={ListFilter}
            label={words.channels}
            aria-pressed={narrowed !== undefined}
          />
        }
        items={[
          { label: words.allChannels, isChosen: place.channel === null, onChoose: choose(null) },
          ...[...channels.values()].map(({ id, name }) => ({
            label: name,
            isChosen: id === place.channel,
            onChoose: choose(id),
          })),
        ]}
      />
    </header>
  );
}

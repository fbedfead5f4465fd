import { useState } from 'react';
import { KEYS, type Command } from '../../keys/key-table.ts';
import { keysAreOn, setKeys, useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { KeyHint } from '../../parts/key-hint.tsx';
import { words } from '../../words/words.ts';
import style from './key-help.module.css';

/** Those that are no single key. */
const OTHERS = [
  [words.keyNames.messages, 'Alt+↑ Alt+↓'],
  [words.composer.send, words.composer.sendKeys],
  [words.keyNames.sendAndClose, 'Ctrl+Alt+Enter'],
  [words.keyNames.landmarks, 'F6'],
  [words.keyNames.keysOnOff, 'Ctrl+/'],
] as const;

/** Which key does what. */
export function KeyHelp() {
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(keysAreOn);
  useCommands({ help: () => setOpen(true) });
  const toggle = () => {
    setKeys(!isOn);
    setOn(!isOn);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={words.keysTitle}
      actions={<Button onClick={toggle}>{isOn ? words.keysOn : words.keysOff}</Button>}
    >
      <dl className={style.keys}>
        {(Object.keys(KEYS) as Command[]).map((command) => (
          <div key={command} className={style.key}>
            <dt>{words.commands[command]}</dt>
            <dd>
              <KeyHint keys={shownOf(KEYS[command][0])} />
            </dd>
          </div>
        ))}
        {OTHERS.map(([name, keys]) => (
          <div key={name} className={style.key}>
            <dt>{name}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** A capital is pressed with Shift. */
const shownOf = (key: string) => (/^[A-Z]$/.test(key) ? `Shift+${key.toLowerCase()}` : key);

import { useState } from 'react';
import { KEYS, type Command } from '../../keys/key-table.ts';
import { keysAreOn, setKeys, useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { KeyHint } from '../../parts/key-hint.tsx';
import { words } from '../../words/words.ts';
import style from './key-help.module.css';

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
        <div className={style.key}>
          <dt>{words.keyNames.landmarks}</dt>
          <dd>
            <KeyHint keys="F6" />
          </dd>
        </div>
        <div className={style.key}>
          <dt>{words.keyNames.keysOnOff}</dt>
          <dd>
            <KeyHint keys="Ctrl+/" />
          </dd>
        </div>
        <div className={style.key}>
          <dt>{words.composer.send}</dt>
          <dd>
            <KeyHint keys={words.composer.sendKeys} />
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}

/** A capital is pressed with Shift. */
const shownOf = (key: string) => (/^[A-Z]$/.test(key) ? `Shift+${key.toLowerCase()}` : key);

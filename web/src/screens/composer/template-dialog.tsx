import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { OutgoingTemplate } from '../../state/outgoing.ts';
import { filled, parametersOf, placesIn, type Template } from '../../state/templates.ts';
import { words } from '../../words/words.ts';
import style from './template-dialog.module.css';

type Props = {
  templates: readonly Template[];
  onSend: (template: OutgoingTemplate, text: string) => void;
  onDone: () => void;
};

const { compose } = words.replies;

/** A form that the provider has approved, with its places filled in, as it will read. */
export function TemplateDialog({ templates, onSend, onDone }: Props) {
  const [chosen, setChosen] = useState<Template | null>(null);
  const title = chosen?.name ?? compose.chooseTemplate;
  return (
    <Dialog isOpen onOpenChange={onDone} title={title}>
      {chosen === null ? (
        <ul className={style.all}>
          {templates.map((one) => (
            <li key={`${one.id} ${one.language}`}>
              <button type="button" className={style.one} onClick={() => setChosen(one)}>
                <span className={style.name}>
                  <bdi>{one.name}</bdi> <span className={style.language}>{one.language}</span>
                </span>
                <span dir="auto" className={style.content}>
                  {one.content}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Fill
          template={chosen}
          onBack={() => setChosen(null)}
          onSend={(parameters, text) => {
            onSend({ id: chosen.id, language: chosen.language, parameters }, text);
            onDone();
          }}
        />
      )}
    </Dialog>
  );
}

type FillProps = {
  template: Template;
  onBack: () => void;
  onSend: (parameters: string[], text: string) => void;
};

function Fill({ template: { content }, onBack, onSend }: FillProps) {
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map());
  const places = placesIn(content);
  const text = filled(content, values);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSend(parametersOf(content, values), text);
  };
  return (
    <form className={style.form} onSubmit={onSubmit}>
      {places.map((place) => (
        <TextField
          key={place}
          label={compose.templateField(place)}
          required
          maxLength={4_096}
          value={values.get(place) ?? ''}
          onChange={({ target }) => setValues(new Map([...values, [place, target.value]]))}
        />
      ))}
      <figure className={style.preview}>
        <figcaption className={style.language}>{compose.templatePreview}</figcaption>
        <blockquote dir="auto" className={style.text}>
          {text}
        </blockquote>
      </figure>
      <div className={style.ways}>
        <Button onClick={onBack}>{words.back}</Button>
        <Button kind="main" type="submit">
          {compose.sendTemplate}
        </Button>
      </div>
    </form>
  );
}

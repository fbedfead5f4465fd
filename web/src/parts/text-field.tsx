import type { ComponentProps } from 'react';
import { useId } from 'react';
import style from './text-field.module.css';

type Props = ComponentProps<'input'> & { label: string; fault?: string | null; hint?: string };

/** One line of text with its name above, and what is wrong with it below. */
export function TextField({ label, fault = null, hint, ...rest }: Props) {
  const id = useId();
  const below = fault ?? hint;
  return (
    <div className={style.field}>
      <label htmlFor={id} className={style.label}>
        {label}
      </label>
      <input
        id={id}
        className={style.input}
        dir="auto"
        aria-invalid={fault !== null || undefined}
        aria-describedby={below === undefined ? undefined : `${id}-below`}
        {...rest}
      />
      {below !== undefined && (
        <p id={`${id}-below`} className={fault === null ? style.hint : style.fault}>
          {below}
        </p>
      )}
    </div>
  );
}

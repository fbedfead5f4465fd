import { useEffect, useState, type ComponentType } from 'react';
import { words } from '../words/words.ts';
import { say } from './say.ts';

/**
 * A component that is fetched when it is first shown, so that the first load stays small. Until it is
 * there, `Meanwhile` stands in its place; where it cannot be fetched, that is said and the page stays.
 */
export function onFirstUse<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Props> = Nothing,
): ComponentType<Props> {
  const fetched: { part: ComponentType<Props> } = { part: Meanwhile };
  return function OnFirstUse(props: Props) {
    const [Part, setPart] = useState(() => fetched.part);
    useEffect(() => {
      if (fetched.part !== Meanwhile) return setPart(() => fetched.part);
      load().then(
        (part) => {
          fetched.part = part;
          setPart(() => part);
        },
        () => say(words.faults.partMissing),
      );
    }, []);
    return <Part {...props} />;
  };
}

const Nothing = () => null;

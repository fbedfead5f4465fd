import type { Environment } from './env.ts';
import { nearestName } from './nearest-name.ts';
import { settings, type Setting, type SettingName, type SettingValues } from './settings.ts';

const names = Object.keys(settings) as SettingName[];

/** The value of every setting, and everything that is wrong with those that were given. */
export function readSettings(environment: Environment): {
  values: SettingValues;
  faults: string[];
} {
  const faults = unknownNames(environment);
  const read = names.map((name) => {
    const setting = settings[name] as Setting<unknown>;
    const text = environment[name];
    const value = text === undefined ? setting.initial : setting.type.read(text);
    if (value === undefined) faults.push(faultOf(name, setting, text ?? ''));
    return [name, value ?? setting.initial];
  });
  return { values: Object.fromEntries(read) as SettingValues, faults };
}

function unknownNames(environment: Environment): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('INLET_') && !Object.hasOwn(settings, name))
    .map((name) => `${name} is not a setting: did you mean ${nearestName(name, names)}?`);
}

function faultOf(name: SettingName, setting: Setting<unknown>, text: string): string {
  // An empty value is often a variable that was meant to be filled in: no default is taken for it.
  if (text === '') {
    return `${name} is empty: write ${setting.type.expects}, or leave the variable out.`;
  }
  const given = setting.isSecret ? 'is not well-formed' : `is ${JSON.stringify(text)}`;
  const { initial } = setting;
  const isShown = typeof initial === 'string' || typeof initial === 'number';
  const example = isShown ? `, for example ${name}=${initial}` : '';
  return `${name} ${given}: expected ${setting.type.expects}${example}.`;
}

/**
 * A setting of a workspace that a vendor declares: as data, so that the API, the CLI and the pages
 * of both treat every vendor's alike.
 */
export type VendorSetting = { readonly description: string } & (
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'choice'; readonly choices: readonly string[]; readonly default: string }
);

export type VendorSettings = Readonly<Record<string, VendorSetting>>;

/** By vendor; what a workspace keeps stands under the vendor's name. */
export type DeclaredSettings = Readonly<Record<string, VendorSettings>>;

/** The values that go with a declaration. */
export type SettingValues<Declared extends VendorSettings> = {
  [Name in keyof Declared]: Declared[Name] extends { choices: readonly (infer Choice)[] }
    ? Choice
    : boolean;
};

/** What is wrong with a vendor's part, in a sentence; null when nothing is. */
export function vendorSettingsFault(
  vendor: string,
  declared: VendorSettings,
  value: unknown,
): string | null {
  if (!isRecord(value)) return `${vendor} must be an object.`;
  for (const [name, one] of Object.entries(value)) {
    const setting = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (setting === undefined) {
      const known = Object.keys(declared).join(', ');
      return `There is no setting ${vendor}.${name}. Known are ${known}.`;
    }
    if (!isAllowed(setting, one)) return `${vendor}.${name} must be ${valuesText(setting)}.`;
  }
  return null;
}

/** A vendor's settings as a workspace has them, with the default where it says nothing. */
export function vendorSettings<Declared extends VendorSettings>(
  declared: Declared,
  kept: unknown,
): SettingValues<Declared> {
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(declared)) {
    const one = isRecord(kept) ? kept[name] : undefined;
    values[name] = isAllowed(setting, one) ? one : setting.default;
  }
  return values as SettingValues<Declared>;
}

/** The values that a setting takes, in words. */
export function valuesText(setting: VendorSetting): string {
  return setting.type === 'boolean' ? 'true or false' : `one of ${setting.choices.join(', ')}`;
}

function isAllowed(setting: VendorSetting, value: unknown): boolean {
  return setting.type === 'boolean'
    ? typeof value === 'boolean'
    : setting.choices.includes(value as string);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
